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

    [GraphQLDescription("In the direction that is good for the metric.")]
    public static double? ChanceToBeatControl([Parent] Comparison comparison) => comparison.ChanceToBeatControl;

    [GraphQLDescription("What shipping the treatment is expected to lose, in the metric's unit.")]
    public static double? ExpectedLoss([Parent] Comparison comparison) => comparison.ExpectedLoss;

    [GraphQLDescription("Before the planned end by the sequential figure, at it by the adjusted p. "
        + "For guardrails: harm is shown.")]
    public static bool IsSignificant([Parent] Comparison comparison) => comparison.IsSignificant;

    [GraphQLDescription("What to know before believing the figures.")]
    public static string? Warning([Parent] Comparison comparison) => comparison.Warning;
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
