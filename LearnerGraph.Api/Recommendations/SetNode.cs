using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Recommendations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Recommendations;

public readonly record struct RecommendationSetId(long Value);

/// <summary>A set as it is served, or was.</summary>
/// <param name="Statuses">Null where nothing but the set is at hand; they are loaded when asked for.</param>
public sealed record SetNode(
    RecommendationSet Set, RecommendationSource Source, IReadOnlyList<RecommendationStatus>? Statuses)
{
    /// <summary>Nothing can have become of a set that was computed just now.</summary>
    public static SetNode Of(ServedSet served) => new(
        served.Set, served.Source,
        served.Source is RecommendationSource.Computed
            ? [.. Enumerable.Repeat(RecommendationStatus.Pending, served.Set.Items.Count)]
            : null);

    public static SetNode Of(StoredSet stored) => new(stored.Set, stored.Set.Source, stored.Statuses);

    public RecommendationNode Item(int position) => new(this, Set.Items[position - 1]);
}

/// <summary>One item of a set; its rank is its position in the set, and so its id.</summary>
public sealed record RecommendationNode(SetNode Of, Recommendation Item)
{
    public RecommendationId Id => new(Of.Set.Id, Item.Rank);
}

/// <summary>Stored sets of learners whom the caller may read; others are as if they were not there.</summary>
public sealed class SetLoader(IRecommendationStore sets, Caller caller) : BatchDataLoader<long, StoredSet>
{
    public async ValueTask<SetNode?> FindAsync(RecommendationSetId id, CancellationToken ct) =>
        await LoadAsync(id.Value, ct) is { } stored && caller.MayRead(stored.Set.Learner) is null
            ? SetNode.Of(stored)
            : null;

    public async ValueTask<RecommendationNode?> FindAsync(RecommendationId id, CancellationToken ct) =>
        await FindAsync(new RecommendationSetId(id.Set), ct) is { } set
            && id.Position >= 1 && id.Position <= set.Set.Items.Count
            ? set.Item(id.Position)
            : null;

    protected override ValueTask<IReadOnlyDictionary<long, StoredSet>> LoadBatchAsync(
        IReadOnlyList<long> keys, CancellationToken ct) =>
        sets.FindManyAsync(caller.Tenant, keys, ct);
}
