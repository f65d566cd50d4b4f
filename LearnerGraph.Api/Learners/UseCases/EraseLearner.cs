using LearnerGraph.Api.Operations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;

namespace LearnerGraph.Api.Learners.UseCases;

/// <summary>
/// Deletes a learner and every row that tells of them, caches included; running it again finds nothing and is no error.
/// </summary>
public sealed class EraseLearner(ILearnerStore learners, ISetCache cache, Audit audit)
{
    public async ValueTask<Result<bool>> RunAsync(Caller caller, LearnerId id, CancellationToken ct)
    {
        if (caller.MayErase(id) is { } refusal) return refusal;

        var wasThere = await learners.EraseAsync(caller.Tenant, id, ct);
        await cache.ForgetAsync(caller.Tenant, id, ct);

        // The number alone tells nothing of the person, and proves that the wish was followed.
        if (wasThere) await audit.WriteAsync(caller, "eraseLearner", $"learner:{id.Value}", null, null, ct);
        return wasThere;
    }
}
