using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>A stored set with the present statuses of its items, in the order of the items.</summary>
public sealed record StoredSet(RecommendationSet Set, IReadOnlyList<RecommendationStatus> Statuses);

/// <summary>What came of feedback, event by event, in the order given.</summary>
public sealed record FeedbackReceipt(int Accepted, int Duplicates, IReadOnlyList<StoredSet> Sets);

/// <summary>
/// Served sets and what became of their items. The newest unexpired set of a learner is the active one, but for
/// those that answer a request for one question.
/// </summary>
public interface IRecommendationStore
{
    /// <summary>Writes a set with its trace; one command. Returns its id.</summary>
    ValueTask<long> AddAsync(TenantId tenant, RecommendationSet set, CancellationToken ct);

    ValueTask<IReadOnlyDictionary<long, StoredSet>> FindManyAsync(
        TenantId tenant, IReadOnlyCollection<long> ids, CancellationToken ct);

    /// <summary>The learner's active set at the instant.</summary>
    ValueTask<StoredSet?> FindActiveAsync(
        TenantId tenant, LearnerId learner, DateTimeOffset now, CancellationToken ct);

    /// <summary>Sets served at or after the instant, oldest first; for judging policies by the log.</summary>
    IAsyncEnumerable<StoredSet> SinceAsync(TenantId tenant, DateTimeOffset from, CancellationToken ct);

    /// <summary>
    /// Keeps events (duplicates by client id change nothing) and the statuses they lead to, in one go.
    /// </summary>
    /// <param name="next">The status after an event, or a Conflict for an illegal step; pure.</param>
    ValueTask<Result<FeedbackReceipt>> RecordFeedbackAsync(
        TenantId tenant,
        IReadOnlyList<FeedbackEvent> events,
        Func<RecommendationStatus, FeedbackEvent, Result<RecommendationStatus>> next,
        CancellationToken ct);
}
