using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Learners.UseCases;

/// <summary>Changes what a learner has chosen: zone, goals, preferences, consent, how much to keep in mind.</summary>
public sealed class UpdateLearner(
    ILearnerStore learners, IPracticeStore practice, ICatalogSource catalogs, Tracer tracer)
{
    private const int Tries = 5;

    /// <param name="expectedVersion">Refused where the stored version is another; null: the last writer wins.</param>
    public async ValueTask<Result<Learner>> RunAsync(
        Caller caller, LearnerId id, int? expectedVersion, LearnerProfile profile, CancellationToken ct)
    {
        if (caller.MayActFor(id) is { } refusal) return refusal;
        if (profile.ClassKey is not null && caller.Needs(Role.Ingest) is { } own) return own;
        if (GoalCheck.Unknown(await catalogs.GetAsync(caller.Tenant, ct), profile.Goals) is { } unknown) return unknown;

        for (var attempt = 1; ; attempt++)
        {
            var found = await learners.FindManyAsync(caller.Tenant, [id], ct);
            if (!found.TryGetValue(id, out var learner)) return new Problem.NotFound("Learner", $"{id.Value}");
            if (expectedVersion is { } version && version != learner.Version)
            {
                return new Problem.Conflict(
                    $"The learner is at version {learner.Version}, not {version}: "
                    + "read it again and repeat the change.");
            }

            if (!profile.ApplyTo(learner).TryGet(out var changed, out var problem)) return problem;

            var saved = await learners.SaveAsync(changed, ct);
            if (saved.IsOk && profile.DesiredRetention is not null) await RescheduleAsync(caller.Tenant, id, ct);
            if (saved.IsOk || expectedVersion is not null || attempt == Tries) return saved;
        }
    }

    // From the learner as stored in that transaction: of two changes at once, the last one's aim stays. Sent again
    // after a failure in between, the change reschedules what was not.
    private async ValueTask RescheduleAsync(TenantId tenant, LearnerId id, CancellationToken ct) =>
        await practice.ChangeAsync(
            tenant, id,
            snapshot => snapshot.State.Rescheduled(tracer.Rules.Reviews.For(snapshot.Learner.DesiredRetention)), ct);
}
