using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Learners;
using LearnerGraph.Api.Recommendations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Recommendations;

[ExtendObjectType<LearnerNode>]
public static class LearnerRecommendationFields
{
    /// <summary>How far around an asked difficulty a single question may lie.</summary>
    private const double Around = 0.1;

    [GraphQLDescription("What to do now. Safe to repeat: the same set until it expires or something changes.")]
    public static async ValueTask<SetNode?> RecommendationsAsync(
        [Parent] LearnerNode node,
        SnapshotLoader snapshots,
        Caller caller,
        RecommendNext recommend,
        RecommendationOptions options,
        [GraphQLDescription("1 to 50.")] int? first = 10,
        [GraphQLDescription("The situation.")] RecommendationContextInput? context = null,
        CancellationToken ct = default)
    {
        var request = RecommendationContextInput.ToRequest(context, first ?? options.DefaultSize);
        var served = await recommend.RunAsync(
            caller, await snapshots.OfAsync(node, ct), request, isFresh: false, ct);
        return SetNode.Of(served.OrThrow());
    }

    [GraphQLDescription("What is left to do of the set that was served last.")]
    public static async ValueTask<IReadOnlyList<RecommendationNode>> ActiveRecommendationsAsync(
        [Parent] LearnerNode node,
        IRecommendationStore sets,
        Caller caller,
        TimeProvider clock,
        [GraphQLDescription("1 to 50.")] int? first = 10,
        CancellationToken ct = default)
    {
        var stored = await sets.FindActiveAsync(caller.Tenant, node.Id, clock.GetUtcNow(), ct);
        if (stored is null) return [];

        var set = SetNode.Of(stored);
        return
        [
            .. Enumerable.Range(1, stored.Set.Items.Count)
                .Where(position => stored.Statuses[position - 1]
                    is RecommendationStatus.Pending or RecommendationStatus.Shown or RecommendationStatus.Accepted)
                .Select(set.Item)
                .Take(Math.Clamp(first ?? 10, 0, RecommendationRequest.MaxCount)),
        ];
    }

    [GraphQLDescription("One best question, for a client that asks one at a time.")]
    public static async ValueTask<RecommendationNode?> NextQuestionAsync(
        [Parent] LearnerNode node,
        SnapshotLoader snapshots,
        Caller caller,
        RecommendNext recommend,
        [GraphQLDescription("Only of this concept.")] ConceptId? conceptId = null,
        [GraphQLDescription("About this difficulty, 0 easy to 1 hard.")] double? difficulty = null,
        [GraphQLDescription("Minutes at hand.")] int? timeBudgetMinutes = 30,
        [GraphQLDescription("Nothing seen within so many hours.")] int? excludeRecentHours = 24,
        CancellationToken ct = default)
    {
        var request = new RecommendationRequest(
            1, [Lane.NextQuestion],
            difficulty is { } low ? Math.Max(0, low - Around) : null,
            difficulty is { } high ? Math.Min(1, high + Around) : null,
            timeBudgetMinutes ?? 30, Concept: conceptId, ExcludeRecentHours: excludeRecentHours ?? 24);
        var served = await recommend.RunAsync(
            caller, await snapshots.OfAsync(node, ct), request, isFresh: false, ct);
        var set = SetNode.Of(served.OrThrow());
        return set.Set.Items.Count > 0 ? set.Item(1) : null;
    }
}
