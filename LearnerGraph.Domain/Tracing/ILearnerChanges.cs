using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Tracing;

/// <summary>That something about a learner was committed.</summary>
/// <param name="Id">In commit order.</param>
/// <param name="Questions">Those whose answers were added or judged.</param>
/// <param name="IsOurs">Whether this process wrote it.</param>
public sealed record CommittedChange(
    long Id, TenantId Tenant, LearnerId Learner, IReadOnlyList<QuestionId> Questions, bool IsOurs);

/// <summary>
/// What practice has changed, written in the transaction of the change itself and read by every process that shares the
/// store: nothing is told that was not kept, and nothing kept goes untold.
/// </summary>
public interface ILearnerChanges
{
    /// <summary>The id of the newest change; 0 where there is none.</summary>
    ValueTask<long> NewestAsync(CancellationToken ct);

    /// <summary>Changes after one that was read before, oldest first; asked again, the same.</summary>
    ValueTask<IReadOnlyList<CommittedChange>> AfterAsync(long id, int count, CancellationToken ct);

    /// <summary>Lets go of changes up to and with this one; every process has read them by now.</summary>
    ValueTask<int> ForgetAsync(long id, CancellationToken ct);
}
