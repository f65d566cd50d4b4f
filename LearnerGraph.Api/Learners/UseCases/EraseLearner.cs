using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Learners.UseCases;

/// <summary>
/// Deletes a learner and every row that tells of them; running it again finds nothing and is no error.
/// </summary>
public sealed class EraseLearner(ILearnerStore learners)
{
    public async ValueTask<Result<bool>> RunAsync(Caller caller, LearnerId id, CancellationToken ct) =>
        caller.MayErase(id) is { } refusal ? refusal : await learners.EraseAsync(caller.Tenant, id, ct);
}
