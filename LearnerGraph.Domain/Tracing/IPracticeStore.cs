using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>A learner with the state, as one round trip brings them.</summary>
public sealed record LearnerSnapshot(Learner Learner, LearnerState State);

/// <summary>
/// Attempts and what is derived from them. Writes of one learner are serial; a decision runs inside the transaction
/// that writes it, may run again, and must be pure.
/// </summary>
public interface IPracticeStore
{
    /// <summary>Learners with their states in one round trip; unknown ids and other tenants' are left out.</summary>
    ValueTask<IReadOnlyDictionary<LearnerId, LearnerSnapshot>> LoadAsync(
        TenantId tenant, IReadOnlyCollection<LearnerId> ids, CancellationToken ct);

    /// <summary>Reads, decides and writes in one transaction; durable when it returns.</summary>
    /// <returns>The change as written, its added attempts with their ids.</returns>
    ValueTask<Result<PracticeChange>> RecordAsync(
        TenantId tenant,
        LearnerId learner,
        IReadOnlyCollection<Guid> clientAttemptIds,
        IReadOnlyCollection<QuestionId> questions,
        Func<PracticeContext, PracticeDecision> decide,
        CancellationToken ct);

    /// <summary>Changes a state without attempts (goals, dismissals); the store raises its version.</summary>
    ValueTask<Result<LearnerSnapshot>> ChangeAsync(
        TenantId tenant, LearnerId learner, Func<LearnerSnapshot, Result<LearnerState>> change, CancellationToken ct);

    ValueTask<IReadOnlyDictionary<AttemptId, Attempt>> FindAttemptsAsync(
        TenantId tenant, IReadOnlyCollection<AttemptId> ids, CancellationToken ct);

    /// <summary>A learner's attempts, newest first, before the given id; at most <paramref name="count"/>.</summary>
    ValueTask<IReadOnlyList<Attempt>> PageAttemptsAsync(
        TenantId tenant, LearnerId learner, ConceptId? concept, AttemptId? before, int count, CancellationToken ct);

    ValueTask<int> CountAttemptsAsync(TenantId tenant, LearnerId learner, ConceptId? concept, CancellationToken ct);

    /// <summary>
    /// Which of the questions the learner has an accepted attempt at; keys may be shown for those only.
    /// </summary>
    ValueTask<IReadOnlySet<QuestionId>> AnsweredAsync(
        TenantId tenant, LearnerId learner, IReadOnlyCollection<QuestionId> questions, CancellationToken ct);

    /// <summary>Daily facts of a learner from a day on, oldest first.</summary>
    ValueTask<IReadOnlyList<PracticeDay>> DaysAsync(
        TenantId tenant, LearnerId learner, LocalDay from, CancellationToken ct);

    /// <summary>
    /// All judged attempts of the tenant in the order of judgement; for a rebuild of question states.
    /// </summary>
    IAsyncEnumerable<Attempt> JudgedAsync(TenantId tenant, CancellationToken ct);

    /// <summary>
    /// All judged attempts, learner by learner, each in (answeredAt, id) order; for a rebuild of learners.
    /// </summary>
    IAsyncEnumerable<(Learner Learner, LearnerState State, IReadOnlyList<Attempt> History)> HistoriesAsync(
        TenantId tenant, CancellationToken ct);

    /// <summary>Replaces derived rows by rebuilt ones, many learners a transaction.</summary>
    ValueTask ReplaceAsync(
        TenantId tenant,
        IReadOnlyCollection<(LearnerId Learner, PracticeChange Change)> learners,
        IReadOnlyDictionary<QuestionId, QuestionState>? questions,
        CancellationToken ct);
}
