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
        results.Observed, results.SampleRatio.ChiSquare, results.SampleRatio.P, results.SequentialSampleRatioP,
        results.SampleRatio.Leaked, results.SampleRatio.IsMismatch, results.SampleRatioParts);

    [GraphQLDescription("Whether the arms were alike before they were treated; empty where no past is known.")]
    public static IReadOnlyList<PrePeriodCheck> PrePeriod([Parent] ExperimentResults results) => results.PrePeriod;

    [GraphQLDescription("Primary, secondary, guardrails.")]
    public static IReadOnlyList<MetricResult> Metrics([Parent] ExperimentResults results) => results.Metrics;

    [GraphQLDescription("Served and shown sets of the exposed, by arm.")]
    public static IReadOnlyList<ArmSets> Sets([Parent] ExperimentResults results) => results.Sets;

    [GraphQLDescription("The primary metric by skill level; empty where an arm lacks a level.")]
    public static IReadOnlyList<SliceResult> Slices([Parent] ExperimentResults results) => results.Slices;

    [GraphQLDescription("Fingerprint of the frozen definition.")]
    public static string SettingsHash([Parent] ExperimentResults results) => results.Provenance.SettingsHash;

    [GraphQLDescription("Fingerprint of every learner's numbers: the same hashes give the same figures.")]
    public static string DataHash([Parent] ExperimentResults results) => results.Provenance.DataHash;

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
    [GraphQLDescription("Holds at every look, by the days of exposure; null before the second day and for classes.")]
    double? SequentialPValue,
    [GraphQLDescription("Exposures under variants that the plan does not have.")] double Leaked,
    [GraphQLDescription("Something keeps learners out of an arm.")] bool Mismatch,
    [GraphQLDescription("By skill level and by day of exposure; one of them below 0.001 is a mismatch, too.")]
    IReadOnlyList<SampleRatioPart> Parts);

[ObjectType<SampleRatioPart>]
[GraphQLDescription("The sample ratio of a part of the learners.")]
public static class SampleRatioPartFields
{
    [GraphQLDescription("A skill level, or a day of exposure.")]
    public static string Part([Parent] SampleRatioPart part) => part.Part;

    [GraphQLDescription("In all arms.")]
    public static int Learners([Parent] SampleRatioPart part) => part.Learners;

    [GraphQLDescription("Of Pearson's statistic; null where fewer than 5 are expected in an arm.")]
    public static double? PValue([Parent] SampleRatioPart part) => part.P;

    [GraphQLDescription("By Holm over the parts of its kind.")]
    public static double? AdjustedPValue([Parent] SampleRatioPart part) => part.AdjustedP;
}

[ObjectType<PrePeriodCheck>]
[GraphQLDescription("An arm against the control before either was treated.")]
public static class PrePeriodCheckFields
{
    [GraphQLDescription("The variant's key.")]
    public static string Treatment([Parent] PrePeriodCheck check) => check.Treatment;

    [GraphQLDescription("In standard deviations, treatment minus control.")]
    public static double? Difference([Parent] PrePeriodCheck check) => check.Difference;

    [GraphQLDescription("By Welch's test; below 0.01 the arms are worth a look.")]
    public static double? PValue([Parent] PrePeriodCheck check) => check.P;
}

[ObjectType<ArmSets>]
[GraphQLDescription("Sets made for an arm's exposed learners since their exposure.")]
public static class ArmSetsFields
{
    [GraphQLDescription("The variant's key.")]
    public static string Variant([Parent] ArmSets sets) => sets.Variant;

    [GraphQLDescription("Made and kept.")]
    public static int Served([Parent] ArmSets sets) => sets.Served;

    [GraphQLDescription("With any event from the client.")]
    public static int Shown([Parent] ArmSets sets) => sets.Shown;

    [GraphQLDescription("Without any event: never seen, as far as is known.")]
    public static int NeverShown([Parent] ArmSets sets) => sets.Served - sets.Shown;
}

[ObjectType<SliceResult>]
[GraphQLDescription("The primary metric by part of the learners. Parts looked at after the fact prove nothing.")]
public static class SliceResultFields
{
    [GraphQLDescription("The treated arm.")]
    public static string Treatment([Parent] SliceResult result) => result.Treatment;

    [GraphQLDescription("Cochran's Q: whether the effect differs between the parts at all.")]
    public static double? HeterogeneityQ([Parent] SliceResult result) => result.Heterogeneity.Q;

    [GraphQLDescription("Of Q; ask this before looking at any part.")]
    public static double? HeterogeneityPValue([Parent] SliceResult result) => result.Heterogeneity.P;

    [GraphQLDescription("Each part; significant only where Q is too and p holds after Holm.")]
    public static IReadOnlyList<SliceNode> Slices([Parent] SliceResult result) =>
        [.. result.Slices.Select(one => new SliceNode(one.Slice, one.Comparison))];
}

[ObjectType("Slice")]
[GraphQLDescription("A part of the learners.")]
public sealed record SliceNode(
    [GraphQLDescription("The skill level.")] string Name,
    [GraphQLDescription("Treatment against control in it.")] Comparison Comparison);

[ObjectType<VariantCount>]
[GraphQLDescription("What was assigned to an arm and exposed: learners, or classes.")]
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
