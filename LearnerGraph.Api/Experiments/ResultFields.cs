using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Experiments;

[ObjectType<ExperimentResults>]
[GraphQLDescription("What an experiment says at an instant; a person decides.")]
public static class ExperimentResultsFields
{
    [GraphQLDescription("The instant.")]
    public static DateTimeOffset AsOf([Parent] ExperimentResults results) => results.AsOf;

    [GraphQLDescription("Learners who were served a treated set.")]
    public static int Exposures([Parent] ExperimentResults results) => results.Exposures;

    [GraphQLDescription("Whether the arms are as large as planned.")]
    public static SampleRatioCheck SampleRatio([Parent] ExperimentResults results) => new(
        results.Observed, results.SampleRatio.ChiSquare, results.SampleRatio.P, results.SampleRatio.IsMismatch);

    [GraphQLDescription("Primary, secondary, guardrails.")]
    public static IReadOnlyList<MetricResult> Metrics([Parent] ExperimentResults results) => results.Metrics;

    [GraphQLDescription("Whether the planned end is still to come.")]
    public static bool IsInterim([Parent] ExperimentResults results) => results.IsInterim;

    [GraphQLDescription("What the figures advise.")]
    public static Decision Decision([Parent] ExperimentResults results) => results.Decision;

    [GraphQLDescription("Why, in words.")]
    public static string DecisionReason([Parent] ExperimentResults results) => results.DecisionReason;

    [GraphQLDescription("If effect and pace stay; 0 once there, null where it cannot be said.")]
    public static double? DaysToSignificance([Parent] ExperimentResults results) => results.DaysToSignificance;
}

[ObjectType]
[GraphQLDescription("Chi-squared of the arms' sizes against their weights; p below 0.001 invalidates all results.")]
public sealed record SampleRatioCheck(
    [GraphQLDescription("By variant.")] IReadOnlyList<VariantCount> Observed,
    [GraphQLDescription("Pearson's statistic.")] double? ChiSquare,
    [GraphQLDescription("Of sizes at least so far off.")] double? PValue,
    [GraphQLDescription("Something keeps learners out of an arm.")] bool Mismatch);

[ObjectType<VariantCount>]
[GraphQLDescription("Exposed learners of an arm.")]
public static class VariantCountFields
{
    [GraphQLDescription("The variant's key.")]
    public static string Variant([Parent] VariantCount count) => count.Variant;

    [GraphQLDescription("As planned.")]
    public static double Expected([Parent] VariantCount count) => count.Expected;

    [GraphQLDescription("As seen.")]
    public static int Observed([Parent] VariantCount count) => count.Observed;
}

[ObjectType<MetricResult>]
[GraphQLDescription("A metric over all arms.")]
public static class MetricResultFields
{
    [GraphQLDescription("Which.")]
    public static MetricKind Metric([Parent] MetricResult result) => result.Metric;

    [GraphQLDescription("Why it is looked at.")]
    public static MetricRole Role([Parent] MetricResult result) => result.Role;

    [GraphQLDescription("The arm that the others are compared with.")]
    public static GroupSummary Control([Parent] MetricResult result) => result.Control;

    [GraphQLDescription("Each treatment against the control.")]
    public static IReadOnlyList<Comparison> Comparisons([Parent] MetricResult result) => result.Comparisons;
}

[ObjectType<GroupSummary>]
[GraphQLDescription("One arm in figures.")]
public static class GroupSummaryFields
{
    [GraphQLDescription("The variant's key.")]
    public static string Variant([Parent] GroupSummary group) => group.Variant;

    [GraphQLDescription("Learners with a value.")]
    public static int Count([Parent] GroupSummary group) => group.Count;

    [GraphQLDescription("For ratios, the sums' quotient.")]
    public static double? Mean([Parent] GroupSummary group) => group.Mean;

    [GraphQLDescription("Between learners; null for ratios.")]
    public static double? StandardDeviation([Parent] GroupSummary group) => group.StandardDeviation;
}

[ObjectType<Interval>]
[GraphQLDescription("Holds the true value with the level's confidence; an open side is null.")]
public static class IntervalFields
{
    [GraphQLDescription("Lower end.")]
    public static double? Lower([Parent] Interval interval) => interval.Lower;

    [GraphQLDescription("Upper end.")]
    public static double? Upper([Parent] Interval interval) => interval.Upper;

    [GraphQLDescription("Such as 0.95.")]
    public static double Level([Parent] Interval interval) => interval.Level;
}
