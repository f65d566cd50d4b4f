using LearnerGraph.Api.Content;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Recommendations;

[ObjectType<RecommendationNode>(Name = "Recommendation")]
[Node]
[GraphQLDescription("One thing to do next, and why.")]
public static class RecommendationFields
{
    [GraphQLDescription("Global id.")]
    public static RecommendationId Id([Parent] RecommendationNode node) => node.Id;

    [GraphQLDescription("What kind of advice it is.")]
    public static Lane Lane([Parent] RecommendationNode node) => node.Item.Lane;

    [GraphQLDescription("Position in the set, from 1.")]
    public static int Rank([Parent] RecommendationNode node) => node.Item.Rank;

    [GraphQLDescription("Sum of the features' contributions; ranks need not follow it, as lanes are interleaved.")]
    public static double Score([Parent] RecommendationNode node) => node.Item.Score;

    [GraphQLDescription("How sure the ranking is, in [0, 1].")]
    public static double Confidence([Parent] RecommendationNode node) => node.Item.Confidence;

    [GraphQLDescription("The strongest reason, in a sentence.")]
    public static string Reason([Parent] RecommendationNode node) => node.Item.Reason;

    [GraphQLDescription("What became of it.")]
    public static async ValueTask<RecommendationStatus> StatusAsync(
        [Parent] RecommendationNode node, SetLoader sets, TimeProvider clock, CancellationToken ct)
    {
        var statuses = node.Of.Statuses ?? (await sets.LoadAsync(node.Of.Set.Id, ct))?.Statuses;
        var status = statuses?[node.Item.Rank - 1] ?? RecommendationStatus.Pending;
        return status is RecommendationStatus.Pending or RecommendationStatus.Shown
            && node.Of.Set.ExpiresAt <= clock.GetUtcNow()
            ? RecommendationStatus.Expired
            : status;
    }

    [GraphQLDescription("What it practises; null for goals that name none.")]
    public static async ValueTask<ConceptNode?> ConceptAsync(
        [Parent] RecommendationNode node, RequestCatalog catalog, CancellationToken ct) =>
        node.Item.Concept is { } id ? (await catalog.GetAsync(ct)).Node(id) : null;

    [GraphQLDescription("What to answer; none for a goal.")]
    public static async ValueTask<IReadOnlyList<QuestionNode>> QuestionsAsync(
        [Parent] RecommendationNode node, RequestCatalog catalog, CancellationToken ct) =>
        (await catalog.GetAsync(ct)).Nodes(node.Item.Questions);

    [GraphQLDescription("0 easy to 1 hard.")]
    public static double? RecommendedDifficulty([Parent] RecommendationNode node) => node.Item.RecommendedDifficulty;

    [GraphQLDescription("Chance of a right answer, in [0, 1].")]
    public static double? PredictedSuccess([Parent] RecommendationNode node) => node.Item.PredictedSuccess;

    [GraphQLDescription("The goal; null for questions.")]
    public static StreakGoal? StreakGoal([Parent] RecommendationNode node) => node.Item.Goal;

    [GraphQLDescription("Minutes that it takes.")]
    public static double EstimatedMinutes([Parent] RecommendationNode node) => node.Item.EstimatedMinutes;

    [GraphQLDescription("When it was served first.")]
    public static DateTimeOffset CreatedAt([Parent] RecommendationNode node) => node.Of.Set.GeneratedAt;

    [GraphQLDescription("Until when it holds.")]
    public static DateTimeOffset ExpiresAt([Parent] RecommendationNode node) => node.Of.Set.ExpiresAt;

    [NodeResolver]
    public static ValueTask<RecommendationNode?> FindAsync(
        RecommendationId id, SetLoader sets, CancellationToken ct) => sets.FindAsync(id, ct);
}

[ObjectType<StreakGoal>]
[GraphQLDescription("A goal with the learner's own standing and the chance to reach it.")]
public static class StreakGoalFields
{
    [GraphQLDescription("What kind of goal.")]
    public static StreakGoalKind Goal([Parent] StreakGoal goal) => goal.Goal;

    [GraphQLDescription("The streak that it serves.")]
    public static StreakKind Kind([Parent] StreakGoal goal) => goal.Kind;

    [GraphQLDescription("To be reached, in `unit`.")]
    public static int Target([Parent] StreakGoal goal) => goal.Target;

    [GraphQLDescription("What is counted.")]
    public static StreakUnit Unit([Parent] StreakGoal goal) => goal.Unit;

    [GraphQLDescription("Where the learner stands, in `unit`.")]
    public static int Current([Parent] StreakGoal goal) => goal.Current;

    [GraphQLDescription("Chance to reach it, from the learner's own days, in [0, 1].")]
    public static double PredictedSuccess([Parent] StreakGoal goal) => goal.PredictedSuccess;

    [GraphQLDescription("What reaching it brings.")]
    public static string? Reward([Parent] StreakGoal goal) => goal.Reward;
}
