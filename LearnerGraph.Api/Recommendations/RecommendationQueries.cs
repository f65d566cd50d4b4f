using LearnerGraph.Domain.Practice;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Recommendations;

[QueryType]
public static class RecommendationQueries
{
    [GraphQLDescription("A recommendation by its id; null where the caller may not know of it.")]
    public static ValueTask<RecommendationNode?> RecommendationAsync(
        [GraphQLDescription("Global id.")] RecommendationId id, SetLoader sets, CancellationToken ct) =>
        sets.FindAsync(id, ct);

    [GraphQLDescription("A set by its id; null where the caller may not know of it.")]
    public static ValueTask<SetNode?> RecommendationSetAsync(
        [GraphQLDescription("Global id.")] RecommendationSetId id, SetLoader sets, CancellationToken ct) =>
        sets.FindAsync(id, ct);
}
