using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;

namespace LearnerGraph.Tests.Support;

/// <summary>A store of sets whose writes take as long as a test wants.</summary>
internal sealed class SlowSets(IRecommendationStore inner) : IRecommendationStore
{
    public TimeSpan WriteTakes { get; set; }

    public async ValueTask<long> AddAsync(TenantId tenant, RecommendationSet set, CancellationToken ct)
    {
        await Task.Delay(WriteTakes, CancellationToken.None);
        return await inner.AddAsync(tenant, set, ct);
    }

    public ValueTask<IReadOnlyDictionary<long, StoredSet>> FindManyAsync(
        TenantId tenant, IReadOnlyCollection<long> ids, CancellationToken ct) => inner.FindManyAsync(tenant, ids, ct);

    public ValueTask<StoredSet?> FindActiveAsync(
        TenantId tenant, LearnerId learner, DateTimeOffset now, CancellationToken ct) =>
        inner.FindActiveAsync(tenant, learner, now, ct);

    public IAsyncEnumerable<StoredSet> SinceAsync(TenantId tenant, DateTimeOffset from, CancellationToken ct) =>
        inner.SinceAsync(tenant, from, ct);

    public ValueTask<Result<FeedbackReceipt>> RecordFeedbackAsync(
        TenantId tenant, IReadOnlyList<FeedbackEvent> events,
        Func<RecommendationStatus, FeedbackEvent, Result<RecommendationStatus>> next, CancellationToken ct) =>
        inner.RecordFeedbackAsync(tenant, events, next, ct);
}
