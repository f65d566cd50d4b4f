using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Learners.UseCases;

/// <summary>Takes a learner in, under the identifier of the client's own system.</summary>
public sealed class CreateLearner(ILearnerStore learners, ICatalogSource catalogs, TimeProvider clock)
{
    public async ValueTask<Result<Learner>> RunAsync(
        Caller caller, string externalId, string username, LearnerProfile profile, CancellationToken ct)
    {
        if (caller.Needs(Role.Ingest) is { } refusal) return refusal;
        if (GoalCheck.Unknown(await catalogs.GetAsync(caller.Tenant, ct), profile.Goals) is { } unknown) return unknown;

        return LearnerProfile.Create(caller.Tenant, externalId, username, profile, clock.GetUtcNow())
            .TryGet(out var learner, out var problem)
            ? await learners.AddAsync(learner, ct)
            : problem;
    }
}
