using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Intelligence.Personal;

public readonly record struct ImprovementTaskId(long Value);

/// <summary>Where learning from a session stands.</summary>
public enum ImprovementStatus
{
    Pending = 1,
    Processing,
    Done,
    Failed,
    Skipped,
}

/// <summary>A session that is to be learned from.</summary>
/// <param name="Reason">Why it was skipped or failed.</param>
/// <param name="Attempt">Tries so far.</param>
public sealed record ImprovementTask(
    ImprovementTaskId Id, ImprovementStatus Status, DateTimeOffset CreatedAt, LearnerId Learner, string? Reason,
    int Attempt, int Priority, InteractionSession Session);

/// <summary>Where one thing stands for one learner, and how much they like it.</summary>
/// <param name="Space">The name of the space; the overlay counts in no other.</param>
/// <param name="TextHash">Of the text that was moved; the overlay ends when the text changes.</param>
/// <param name="Pull">Times chosen less times left, as of <paramref name="At"/>.</param>
public sealed record PersonalVector(
    ContentKey Key, string Space, string TextHash, float[] Vector, double Pull, DateTimeOffset At);

/// <summary>What became of sessions that were sent.</summary>
public sealed record SessionReceipt(int Accepted, int Duplicates);

/// <summary>Sessions, the tasks that come of them, and learners' own vectors. Every method sees one tenant.</summary>
public interface IInteractionStore
{
    /// <summary>Keeps what a search showed, with the chance that each place had of showing it.</summary>
    ValueTask ServeAsync(
        TenantId tenant, InteractionSession shown, IReadOnlyList<double> propensities, DateTimeOffset now,
        CancellationToken ct);

    /// <summary>
    /// Keeps sessions with their tasks, in one transaction; those whose events are known change nothing.
    /// </summary>
    ValueTask<SessionReceipt> RecordAsync(
        TenantId tenant, IReadOnlyCollection<InteractionSession> sessions, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Tasks whose time has come, those of the highest priority first; so too one in work that was given up.
    /// </summary>
    ValueTask<IReadOnlyList<ImprovementTask>> PendingAsync(
        TenantId tenant, DateTimeOffset now, int count, CancellationToken ct);

    /// <summary>Writes status, reason, attempt, and the vectors that the task brought, in one transaction.</summary>
    /// <param name="notBefore">When a task that is pending again, or in work, may be tried.</param>
    ValueTask FinishAsync(
        TenantId tenant, ImprovementTask task, DateTimeOffset notBefore, IReadOnlyCollection<PersonalVector> moved,
        int mostPerLearner, CancellationToken ct);

    ValueTask<IReadOnlyList<PersonalVector>> VectorsAsync(TenantId tenant, LearnerId learner, CancellationToken ct);

    /// <summary>Newest first.</summary>
    ValueTask<IReadOnlyList<ImprovementTask>> PageAsync(
        TenantId tenant, ImprovementStatus? status, ImprovementTaskId? before, int count, CancellationToken ct);

    ValueTask<int> CountAsync(TenantId tenant, ImprovementStatus? status, CancellationToken ct);

    ValueTask<IReadOnlyDictionary<ImprovementTaskId, ImprovementTask>> FindAsync(
        TenantId tenant, IReadOnlyCollection<ImprovementTaskId> ids, CancellationToken ct);

    /// <summary>The newest task's number and how many wait: what the pipeline's asset is fresh by.</summary>
    ValueTask<(long Newest, int Waiting)> WatermarkAsync(TenantId tenant, DateTimeOffset now, CancellationToken ct);
}
