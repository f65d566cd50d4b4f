using LearnerGraph.Domain.Recommendations;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Recommendations;

[ObjectType<SetNode>(Name = "RecommendationSet")]
[Node]
[GraphQLDescription("A ranked answer to \"what now?\", mixed of three lanes.")]
public static class SetFields
{
    [GraphQLDescription("Global id.")]
    public static RecommendationSetId Id([Parent] SetNode node) => new(node.Set.Id);

    [GraphQLDescription("When it was computed.")]
    public static DateTimeOffset GeneratedAt([Parent] SetNode node) => node.Set.GeneratedAt;

    [GraphQLDescription("Until when it holds, if nothing changes before.")]
    public static DateTimeOffset ExpiresAt([Parent] SetNode node) => node.Set.ExpiresAt;

    [GraphQLDescription("The ranking policy that made it.")]
    public static string Algorithm([Parent] SetNode node) => node.Set.Trace.Policy;

    [GraphQLDescription("What was asked of each lane, and what it gave.")]
    public static IReadOnlyList<LaneShare> Mix([Parent] SetNode node) => node.Set.Mix;

    [GraphQLDescription("By rank.")]
    public static IReadOnlyList<RecommendationNode> Items([Parent] SetNode node)
    {
        var items = new RecommendationNode[node.Set.Items.Count];
        for (var i = 0; i < items.Length; i++) items[i] = new RecommendationNode(node, node.Set.Items[i]);
        return items;
    }

    [GraphQLDescription("How it came about.")]
    public static RecommendationSource Source([Parent] SetNode node) => node.Source;

    [NodeResolver]
    public static ValueTask<SetNode?> FindAsync(RecommendationSetId id, SetLoader sets, CancellationToken ct) =>
        sets.FindAsync(id, ct);
}

[ObjectType<LaneShare>]
[GraphQLDescription("What the mix asked of a lane and what it got; `note` says why they differ.")]
public static class LaneShareFields
{
    [GraphQLDescription("Which lane.")]
    public static Lane Lane([Parent] LaneShare share) => share.Lane;

    [GraphQLDescription("Its share of the mix, in [0, 1].")]
    public static double Weight([Parent] LaneShare share) => share.Weight;

    [GraphQLDescription("Items asked of it.")]
    public static int Requested([Parent] LaneShare share) => share.Requested;

    [GraphQLDescription("Items that it gave.")]
    public static int Served([Parent] LaneShare share) => share.Served;

    [GraphQLDescription("Why the two differ, or what else is to be known.")]
    public static string? Note([Parent] LaneShare share) => share.Note;
}
