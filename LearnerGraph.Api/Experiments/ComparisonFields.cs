using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Experiments;

[ObjectType<Comparison>]
[GraphQLDescription("A treatment against the control. Null where the data do not allow the figure; "
    + "`status` and `warning` then say why.")]
public static class ComparisonFields
{
    [GraphQLDescription("Whether the data allow an answer.")]
    public static AnalysisStatus Status([Parent] Comparison comparison) => comparison.Status;

    [GraphQLDescription("The treated arm.")]
    public static GroupSummary Treatment([Parent] Comparison comparison) => comparison.Treatment;

    [GraphQLDescription("Which test.")]
    public static string Test([Parent] Comparison comparison) => comparison.Test;

    [GraphQLDescription("t or z.")]
    public static double? Statistic([Parent] Comparison comparison) => comparison.Statistic;

    [GraphQLDescription("Welch-Satterthwaite; null for z.")]
    public static double? DegreesOfFreedom([Parent] Comparison comparison) => comparison.DegreesOfFreedom;

    [GraphQLDescription("Two-sided, for one look at the planned end.")]
    public static double? PValue([Parent] Comparison comparison) => comparison.P;

    [GraphQLDescription("By Holm over the metrics of the same role.")]
    public static double? AdjustedPValue([Parent] Comparison comparison) => comparison.AdjustedP;

    [GraphQLDescription("Treatment minus control.")]
    public static double? Difference([Parent] Comparison comparison) => comparison.Difference;

    [GraphQLDescription("Of the difference.")]
    public static Interval? DifferenceInterval([Parent] Comparison comparison) => comparison.DifferenceInterval;

    [GraphQLDescription("Difference over the control's mean.")]
    public static double? RelativeLift([Parent] Comparison comparison) => comparison.RelativeLift;

    [GraphQLDescription("By the delta method; null where the control's mean cannot be told from 0.")]
    public static Interval? RelativeLiftInterval([Parent] Comparison comparison) => comparison.RelativeLiftInterval;

    [GraphQLDescription("Difference over the pooled deviation.")]
    public static double? CohensD([Parent] Comparison comparison) => comparison.Effect?.CohensD;

    [GraphQLDescription("By the noncentral t distribution.")]
    public static Interval? CohensDInterval([Parent] Comparison comparison) => comparison.Effect?.CohensDInterval;

    [GraphQLDescription("Cohen's d, corrected for small samples.")]
    public static double? HedgesG([Parent] Comparison comparison) => comparison.Effect?.HedgesG;

    [GraphQLDescription("By the noncentral t distribution.")]
    public static Interval? HedgesGInterval([Parent] Comparison comparison) => comparison.Effect?.HedgesGInterval;

    [GraphQLDescription("How large an effect of this d is called.")]
    public static EffectMagnitude? EffectMagnitude([Parent] Comparison comparison) => comparison.Effect?.Magnitude;

    [GraphQLDescription("Holds at every look, however often one looks.")]
    public static SequentialResult? Sequential([Parent] Comparison comparison) => comparison.Sequential;

    [GraphQLDescription("With the pre-exposure covariate taken out (CUPED).")]
    public static VarianceReducedResult? VarianceReduced([Parent] Comparison comparison) => comparison.VarianceReduced;

    [GraphQLDescription("log10 of the two-sided p, also where p is too small to be written.")]
    public static double? Log10PValue([Parent] Comparison comparison) => comparison.Log10P;

    [GraphQLDescription("Of the relative lift by Fieller's theorem.")]
    public static Interval? FiellerInterval([Parent] Comparison comparison) => comparison.FiellerInterval;

    [GraphQLDescription("Mann and Whitney's test; for a primary metric that is a mean.")]
    public static RankTest? Ranks([Parent] Comparison comparison) => comparison.Ranks;

    [GraphQLDescription("Median and ninth decile; for a primary metric that is a mean.")]
    public static IReadOnlyList<QuantileNode> Quantiles([Parent] Comparison comparison) =>
        [.. comparison.Quantiles.Select(QuantileNode.Of)];

    [GraphQLDescription("A guardrail's own test; null for other roles.")]
    public static NonInferiority? NonInferiority([Parent] Comparison comparison) => comparison.Guard;

    [GraphQLDescription("In the direction that is good for the metric.")]
    public static double? ChanceToBeatControl([Parent] Comparison comparison) => comparison.ChanceToBeatControl;

    [GraphQLDescription("What shipping the treatment is expected to lose, in the metric's unit.")]
    public static double? ExpectedLoss([Parent] Comparison comparison) => comparison.ExpectedLoss;

    [GraphQLDescription("Before the planned end by the sequential figure, at it by the adjusted p. "
        + "For guardrails: harm is shown.")]
    public static bool IsSignificant([Parent] Comparison comparison) => comparison.IsSignificant;

    [GraphQLDescription("The difference with a lucky draw taken out: under a normal prior as wide as the planned "
        + "change.")]
    public static ShrunkEstimate? Shrunk([Parent] Comparison comparison) => comparison.Shrunk;

    [GraphQLDescription("What moves the test off its level here.")]
    public static string? Caution([Parent] Comparison comparison) => comparison.Caution;

    [GraphQLDescription("What to know before believing the figures.")]
    public static string? Warning([Parent] Comparison comparison) => comparison.Warning;
}

[ObjectType<RankTest>]
[GraphQLDescription("Who is ahead, without faith in means.")]
public static class RankTestFields
{
    [GraphQLDescription("Whether the data allow an answer.")]
    public static AnalysisStatus Status([Parent] RankTest test) => test.Status;

    [GraphQLDescription("Pairs in which the treated learner is ahead, ties as halves.")]
    public static double? U([Parent] RankTest test) => test.UB;

    [GraphQLDescription("Chance that a treated learner outdoes an untreated one.")]
    public static double? Superiority([Parent] RankTest test) => test.Superiority;

    [GraphQLDescription("Two-sided; exact for small arms without ties.")]
    public static double? PValue([Parent] RankTest test) => test.PExact ?? test.PCorrected;

    [GraphQLDescription("Hodges and Lehmann: the median of all differences, treatment minus control.")]
    public static double? Shift([Parent] RankTest test) => test.Shift;
}

[ObjectType("QuantileComparison")]
[GraphQLDescription("A quantile in both arms.")]
public sealed record QuantileNode(
    [GraphQLDescription("Such as 0.5 for the median.")] double Probability,
    [GraphQLDescription("Whether the data allow an answer.")] AnalysisStatus Status,
    [GraphQLDescription("In the control.")] double? Control,
    [GraphQLDescription("In the treated arm.")] double? Treatment,
    [GraphQLDescription("Treatment minus control.")] double? Difference,
    [GraphQLDescription("Of the difference.")] Interval? Interval,
    [GraphQLDescription("Two-sided.")] double? PValue)
{
    public static QuantileNode Of(QuantileComparison one) => new(
        one.Probability, one.Test.Status, one.Test.A?.Value, one.Test.B?.Value, one.Test.Difference,
        one.Test.Interval, one.Test.P);
}

[ObjectType<NonInferiority>]
[GraphQLDescription("Whether the treatment is shown to be no worse than its margin allows.")]
public static class NonInferiorityFields
{
    [GraphQLDescription("Whether the data allow an answer.")]
    public static AnalysisStatus Status([Parent] NonInferiority test) => test.Status;

    [GraphQLDescription("Of \"worse by the margin or more\": small means no worse.")]
    public static double? PValue([Parent] NonInferiority test) => test.P;

    [GraphQLDescription("One-sided; positive is better.")]
    public static double? LowerBound([Parent] NonInferiority test) => test.LowerBound;

    [GraphQLDescription("Of \"not worse at all\": small means harm is shown.")]
    public static double? HarmPValue([Parent] NonInferiority test) => test.PHarm;

    [GraphQLDescription("Two one-sided tests: small means within the margin on both sides.")]
    public static double? EquivalencePValue([Parent] NonInferiority test) => test.PEquivalence;
}

[ObjectType<SequentialResult>]
[GraphQLDescription("Figures that hold at every look.")]
public static class SequentialResultFields
{
    [GraphQLDescription("May be acted upon at any time.")]
    public static double PValue([Parent] SequentialResult result) => result.P;

    [GraphQLDescription("Of the difference.")]
    public static Interval Interval([Parent] SequentialResult result) => result.Interval;
}

[ObjectType<VarianceReducedResult>]
[GraphQLDescription("The comparison with learners' past taken out.")]
public static class VarianceReducedResultFields
{
    [GraphQLDescription("Treatment minus control.")]
    public static double Difference([Parent] VarianceReducedResult result) => result.Difference;

    [GraphQLDescription("Of the difference.")]
    public static Interval Interval([Parent] VarianceReducedResult result) => result.Interval;

    [GraphQLDescription("Two-sided.")]
    public static double PValue([Parent] VarianceReducedResult result) => result.P;

    [GraphQLDescription("Share of the variance that went.")]
    public static double VarianceReduction([Parent] VarianceReducedResult result) => result.VarianceReduction;
}

[ObjectType<ShrunkEstimate>]
[GraphQLDescription("An estimate drawn towards none.")]
public static class ShrunkEstimateFields
{
    [GraphQLDescription("Treatment minus control.")]
    public static double Difference([Parent] ShrunkEstimate estimate) => estimate.Difference;

    [GraphQLDescription("Holds the true difference with the level's chance, if changes are as large as planned.")]
    public static Interval Interval([Parent] ShrunkEstimate estimate) => estimate.Interval;
}
