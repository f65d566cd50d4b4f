using LearnerGraph.Api.Content;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Learners;

[ObjectType<LearnerStats>]
[GraphQLDescription("A learner's counters.")]
public static class StatsFields
{
    [GraphQLDescription("Accepted answers.")]
    public static int Attempts([Parent] LearnerStats stats) => stats.Attempts;

    [GraphQLDescription("Right ones among them.")]
    public static int Correct([Parent] LearnerStats stats) => stats.Correct;

    [GraphQLDescription("Share of right answers; null before the first.")]
    public static double? Accuracy([Parent] LearnerStats stats) => stats.Accuracy;

    [GraphQLDescription("From the timing of answers, idle gaps capped.")]
    public static double PracticeMinutes([Parent] LearnerStats stats) => stats.PracticeMinutes;

    [GraphQLDescription("Today and the six local days before.")]
    public static double PracticeMinutesLast7Days([Parent] LearnerStats stats) => stats.PracticeMinutesLast7Days;

    [GraphQLDescription("Today and the 29 local days before.")]
    public static double PracticeMinutesLast30Days([Parent] LearnerStats stats) => stats.PracticeMinutesLast30Days;

    [GraphQLDescription("Local days with practice.")]
    public static int ActiveDays([Parent] LearnerStats stats) => stats.ActiveDays;

    [GraphQLDescription("Length of the daily streak; 0 where it is broken.")]
    public static int CurrentStreakDays([Parent] LearnerStats stats) => stats.CurrentStreakDays;

    [GraphQLDescription("The longest daily streak ever.")]
    public static int LongestStreakDays([Parent] LearnerStats stats) => stats.LongestStreakDays;

    [GraphQLDescription("Concepts at MASTERED.")]
    public static int ConceptsMastered([Parent] LearnerStats stats) => stats.ConceptsMastered;

    [GraphQLDescription("Concepts with evidence, short of MASTERED.")]
    public static int ConceptsInProgress([Parent] LearnerStats stats) => stats.ConceptsInProgress;
}

[ObjectType<LearnerProgress>]
[GraphQLDescription("How far a learner has come through the catalog.")]
public static class ProgressFields
{
    [GraphQLDescription("Mean knowledge over all concepts, 0 where nothing was tried: 0 to 1.")]
    public static double Overall([Parent] LearnerProgress progress) => progress.Overall;

    [GraphQLDescription("Concepts at this level.")]
    public static int Mastered([Parent] LearnerProgress progress) => progress.Mastered;

    [GraphQLDescription("Concepts at this level.")]
    public static int Proficient([Parent] LearnerProgress progress) => progress.Proficient;

    [GraphQLDescription("Concepts at this level.")]
    public static int Learning([Parent] LearnerProgress progress) => progress.Learning;

    [GraphQLDescription("Concepts at this level.")]
    public static int NotStarted([Parent] LearnerProgress progress) => progress.NotStarted;

    [GraphQLDescription("What rose within seven days, best first.")]
    public static IReadOnlyList<MasteryChange> RecentImprovements([Parent] LearnerProgress progress) =>
        progress.RecentImprovements;

    [GraphQLDescription("What to work on: the weak and important first.")]
    public static async ValueTask<IReadOnlyList<ConceptNode>> FocusAreasAsync(
        [Parent] LearnerProgress progress, RequestCatalog catalog, CancellationToken ct) =>
        (await catalog.GetAsync(ct)).Nodes(progress.FocusAreas);

    [GraphQLDescription("Of the daily streak, at the learner's own pace; null past the last.")]
    public static double? MinutesToNextMilestone([Parent] LearnerProgress progress) => progress.MinutesToNextMilestone;
}

[ObjectType<MasteryChange>]
[GraphQLDescription("How mastery of a concept moved.")]
public static class MasteryChangeFields
{
    [GraphQLDescription("Of what.")]
    public static async ValueTask<ConceptNode> ConceptAsync(
        [Parent] MasteryChange change, RequestCatalog catalog, CancellationToken ct) =>
        (await catalog.GetAsync(ct)).Node(change.Concept)!;

    [GraphQLDescription("Probability of a right answer then.")]
    public static double Before([Parent] MasteryChange change) => change.Before;

    [GraphQLDescription("Probability of a right answer now.")]
    public static double After([Parent] MasteryChange change) => change.After;

    [GraphQLDescription("When `before` was.")]
    public static DateTimeOffset Since([Parent] MasteryChange change) => change.Since;
}

[ObjectType<LearningProfile>]
[GraphQLDescription("How a learner practises, from their own days and answers; it claims no style of learning.")]
public static class ProfileFields
{
    [GraphQLDescription("Minutes per day with practice, of the last 30 days.")]
    public static double AverageDailyMinutes([Parent] LearningProfile profile) => profile.AverageDailyMinutes;

    [GraphQLDescription("Mean length of a session.")]
    public static double PreferredSessionMinutes([Parent] LearningProfile profile) => profile.PreferredSessionMinutes;

    [GraphQLDescription("Local hour with the most answers, 0 to 23.")]
    public static int? PeakHour([Parent] LearningProfile profile) => profile.PeakHour;

    [GraphQLDescription("100 times qualifying days by days, over the last 30 or since joining.")]
    public static double ConsistencyScore([Parent] LearningProfile profile) => profile.ConsistencyScore;

    [GraphQLDescription("Concepts mastered per week, over the last 28 days or since the first answer.")]
    public static double ConceptsPerWeek([Parent] LearningProfile profile) => profile.ConceptsPerWeek;

    [GraphQLDescription("By knowledge, best first.")]
    public static async ValueTask<IReadOnlyList<ConceptNode>> StrongestAsync(
        [Parent] LearningProfile profile, RequestCatalog catalog, CancellationToken ct) =>
        (await catalog.GetAsync(ct)).Nodes(profile.Strongest);

    [GraphQLDescription("By knowledge, weakest first; a concept is never in both lists.")]
    public static async ValueTask<IReadOnlyList<ConceptNode>> WeakestAsync(
        [Parent] LearningProfile profile, RequestCatalog catalog, CancellationToken ct) =>
        (await catalog.GetAsync(ct)).Nodes(profile.Weakest);

    [GraphQLDescription("General ability in logits, 0 for an average learner.")]
    public static double AbilityEstimate([Parent] LearningProfile profile) => profile.AbilityEstimate;

    [GraphQLDescription("Of `abilityEstimate`.")]
    public static double AbilityStandardError([Parent] LearningProfile profile) => profile.AbilityStandardError;
}

/// <summary>A learning path with the snapshot that its indexes belong to.</summary>
public sealed record PathNode(CatalogSnapshot Catalog, LearningPath Path);

/// <summary>A step of a path.</summary>
public sealed record PathStepNode(CatalogSnapshot Catalog, int Position, LearningStep Step);

[ObjectType<PathNode>(Name = "LearningPath")]
[GraphQLDescription("The shortest walk to a goal: its unmet prerequisites, each after its own, and the goal last.")]
public static class PathFields
{
    [GraphQLDescription("Where it leads.")]
    public static ConceptNode Goal([Parent] PathNode node) => new(node.Catalog, node.Path.Goal);

    [GraphQLDescription("What to master, in order.")]
    public static IReadOnlyList<PathStepNode> Steps([Parent] PathNode node) =>
        [.. node.Path.Steps.Select((step, i) => new PathStepNode(node.Catalog, i + 1, step))];

    [GraphQLDescription("Of all steps.")]
    public static double EstimatedMinutes([Parent] PathNode node) => node.Path.Minutes;

    [GraphQLDescription("Of the goal, when all steps are done.")]
    public static double PredictedMastery([Parent] PathNode node) => node.Path.PredictedMastery;

    [GraphQLDescription("Whether the goal is among the steps, or mastered already.")]
    public static bool Reachable([Parent] PathNode node) => node.Path.IsReachable;
}

[ObjectType<PathStepNode>(Name = "LearningPathStep")]
[GraphQLDescription("One concept to master on the way.")]
public static class PathStepFields
{
    [GraphQLDescription("From 1.")]
    public static int Position([Parent] PathStepNode node) => node.Position;

    [GraphQLDescription("What.")]
    public static ConceptNode Concept([Parent] PathStepNode node) => new(node.Catalog, node.Step.Concept);

    [GraphQLDescription("Knowledge now, in [0, 1].")]
    public static double Probability([Parent] PathStepNode node) => node.Step.Probability;

    [GraphQLDescription("What asks for it.")]
    public static string Reason([Parent] PathStepNode node) => node.Step.NeededBy < 0
        ? "The goal itself."
        : $"Needed for {node.Catalog.Concepts[node.Step.NeededBy].Name}.";

    [GraphQLDescription("Minutes still to go.")]
    public static double EstimatedMinutes([Parent] PathStepNode node) => node.Step.Minutes;
}
