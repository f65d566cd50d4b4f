using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>One treatment against the control in one metric, by the test that the metric's shape asks for.</summary>
internal static class ArmComparison
{
    /// <summary>Expected successes or failures below which the exact test stands in for z.</summary>
    private const double FewExpected = 5;

    public static Comparison Of(Metric metric, ArmOutcomes control, ArmOutcomes treatment, double alpha) =>
        control.Classes.Length > 0 || treatment.Classes.Length > 0
            ? Clustered(metric, control, treatment, alpha)
            : metric.Shape switch
        {
            MetricShape.Proportion => Shares(metric, control, treatment, alpha),
            MetricShape.Ratio => Quotients(metric, control, treatment, alpha),
            _ => Means(metric, control, treatment, alpha),
        };

    public static GroupSummary Summarize(Metric metric, ArmOutcomes arm)
    {
        var moments = Moments.Of(arm.Values);
        if (metric.Shape is not MetricShape.Ratio)
        {
            return new(
                arm.Variant, arm.Values.Length, Finite(moments.Count > 0 ? moments.Mean : double.NaN),
                Finite(moments.StandardDeviation));
        }

        var bottom = Moments.Of(arm.Denominators);
        return new(arm.Variant, arm.Values.Length, Finite(moments.Mean / bottom.Mean), null);
    }

    private static Comparison Means(Metric metric, ArmOutcomes control, ArmOutcomes treatment, double alpha)
    {
        Moments a = Moments.Of(control.Values), b = Moments.Of(treatment.Values);
        var test = MeanTest.Welch(a, b, alpha);
        var comparison = Start(metric, treatment, "Welch's t", test, RelativeLift.Of(a, b, alpha), alpha) with
        {
            Effect = EffectSize.Of(a, b, alpha),
        };
        return WithCovariate(comparison, control, treatment, alpha);
    }

    private static Comparison Shares(Metric metric, ArmOutcomes control, ArmOutcomes treatment, double alpha)
    {
        Moments a = Moments.Of(control.Values), b = Moments.Of(treatment.Values);
        double xa = a.Count > 0 ? Math.Round(a.Sum) : 0, xb = b.Count > 0 ? Math.Round(b.Sum) : 0;
        var shares = Proportions.Compare(xa, a.Count, xb, b.Count, alpha);
        var smallest = Math.Min(a.Count, b.Count) / (a.Count + b.Count)
            * Math.Min(xa + xb, a.Count + b.Count - xa - xb);
        var isExact = smallest < FewExpected && shares.PFisher is not null;
        var test = shares.StandardError is > 0
            ? MeanTest.FromEstimate(
                shares.Difference!.Value, shares.StandardError.Value, double.PositiveInfinity, alpha)
            : new(shares.Status) { Difference = shares.Difference };
        var posterior = shares.Status is AnalysisStatus.InsufficientData
            ? new(shares.Status)
            : BetaPosterior.Of(xa, a.Count - xa, xb, b.Count - xb);
        var lift = RelativeLift.Of(a, b, alpha);
        var comparison = Start(metric, treatment, isExact ? "Fisher's exact" : "two proportions, z", test, lift, alpha);
        return WithCovariate(comparison, control, treatment, alpha) with
        {
            Status = shares.Status,
            Statistic = shares.ZPooled,
            DegreesOfFreedom = null,
            P = shares.Status is not AnalysisStatus.Ok ? null : isExact ? shares.PFisher : shares.PPooled,
            Log10P = shares is { Status: AnalysisStatus.Ok, PPooled: > 0 } && !isExact
                ? Math.Log10(shares.PPooled.Value) : null,
            Difference = shares.Difference,
            DifferenceInterval = shares.Newcombe,
            Effect = EffectSize.Of(a, b, alpha),
            ChanceToBeatControl = metric.HigherIsBetter ? posterior.ChanceBBeats : 1 - posterior.ChanceBBeats,
            ExpectedLoss = metric.HigherIsBetter ? posterior.LossOfB : posterior.LossOfA,
        };
    }

    private static Comparison Quotients(Metric metric, ArmOutcomes control, ArmOutcomes treatment, double alpha)
    {
        var ratio = RatioMetric.Compare(
            JointMoments.Of(control.Values, control.Denominators),
            JointMoments.Of(treatment.Values, treatment.Denominators), alpha);
        var test = ratio.Test ?? new(ratio.Status) { Difference = ratio.RatioB - ratio.RatioA };
        var lift = ratio.Lift ?? new(ratio.Status);
        var comparison = Start(metric, treatment, "ratio of sums, delta method", test, lift, alpha);
        return ratio.Status is AnalysisStatus.BaselineZero
            ? comparison with { Warning = "An arm has nothing yet to divide by." }
            : comparison;
    }

    // Classes were assigned, so that classmates are not independent: whole classes are what is compared. A ratio is
    // linearised around its arm's value first, N/D + (N_i - (N/D) D_i) / mean(D), which has the same mean.
    private static Comparison Clustered(Metric metric, ArmOutcomes control, ArmOutcomes treatment, double alpha)
    {
        ClusterSum[] a = ClassSums(control), b = ClassSums(treatment);
        var test = a.Length == 0 || b.Length == 0
            ? new(AnalysisStatus.InsufficientData)
            : ClusterTest.Compare(a, b, alpha);
        var lift = test.Status is AnalysisStatus.Ok
            ? RelativeLift.Of(
                ClusterTest.MeanOf(a).Mean, ClusterTest.MeanOf(a).Variance, ClusterTest.MeanOf(b).Mean,
                ClusterTest.MeanOf(b).Variance, alpha)
            : new(test.Status);
        var comparison = Start(metric, treatment, "whole classes, CR2", test, lift, alpha);
        var effect = metric.Shape is MetricShape.Ratio
            ? null
            : EffectSize.Of(Moments.Of(control.Values), Moments.Of(treatment.Values), alpha);
        return comparison with
        {
            // Their intervals count learners, of whom classmates are no independent ones.
            Effect = effect is null ? null : effect with { CohensDInterval = null, HedgesGInterval = null },
            Warning = test.Status is AnalysisStatus.InsufficientData
                ? "Too few classes: each arm needs at least two." : comparison.Warning,
        };
    }

    private static ClusterSum[] ClassSums(ArmOutcomes arm)
    {
        if (arm.Classes.Length != arm.Values.Length) return [];
        var values = arm.Values;
        if (arm.Denominators.Length > 0)
        {
            var (top, bottom) = (Moments.Of(arm.Values), Moments.Of(arm.Denominators));
            if (!(bottom.Mean > 0)) return [];
            var ratio = top.Mean / bottom.Mean;
            values = [.. arm.Values.Zip(arm.Denominators, (n, d) => ratio + ((n - (ratio * d)) / bottom.Mean))];
        }

        return
        [
            .. values.Zip(arm.Classes, (value, key) => (Value: value, Key: key))
                .GroupBy(learner => learner.Key, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new ClusterSum(group.Count(), group.Sum(learner => learner.Value))),
        ];
    }

    private static Comparison Start(
        Metric metric, ArmOutcomes treatment, string name, MeanComparison test, RelativeLift lift, double alpha)
    {
        var posterior = test.StandardError is { } se
            ? NormalPosterior.Of(test.Difference!.Value, se, 0, double.PositiveInfinity, alpha)
            : null;
        var chance = metric.HigherIsBetter ? posterior?.ChanceToWin : 1 - posterior?.ChanceToWin;
        return new(test.Status, Summarize(metric, treatment), name, test)
        {
            Statistic = test.T,
            DegreesOfFreedom = Finite(test.DegreesOfFreedom),
            P = test.P,
            Log10P = test.Log10P,
            Units = treatment.Units,
            FiellerInterval = test.Status is AnalysisStatus.Ok && lift.IsBounded ? lift.Fieller : null,
            Difference = Finite(test.Difference),
            DifferenceInterval = test.Interval,
            RelativeLift = lift.Lift,
            RelativeLiftInterval = test.Status is AnalysisStatus.Ok && lift.IsBounded ? lift.Delta : null,
            ChanceToBeatControl = chance,
            ExpectedLoss = metric.HigherIsBetter ? posterior?.LossOfTreatment : posterior?.LossOfControl,
            Warning = Explain(test.Status, lift.Status),
        };
    }

    private static Comparison WithCovariate(
        Comparison comparison, ArmOutcomes control, ArmOutcomes treatment, double alpha)
    {
        if (control.Covariates.Length != control.Values.Length
            || treatment.Covariates.Length != treatment.Values.Length)
            return comparison;
        JointMoments a = JointMoments.Of(control.Values, control.Covariates);
        JointMoments b = JointMoments.Of(treatment.Values, treatment.Covariates);
        var adjusted = VarianceReduction.WithinArms(a, b, alpha);
        if (adjusted.Theta == 0 || adjusted.Test.Status is not AnalysisStatus.Ok) return comparison;
        return comparison with
        {
            VarianceReduced = new(
                adjusted.Test.Difference!.Value, adjusted.Test.Interval!.Value, adjusted.Test.P!.Value,
                1 - adjusted.VarianceRatio ?? 0),
        };
    }

    private static string? Explain(AnalysisStatus test, AnalysisStatus lift) => (test, lift) switch
    {
        (AnalysisStatus.InsufficientData, _) => "Too few learners: each arm needs at least two.",
        (AnalysisStatus.ZeroVariance, _) => "Every learner has the same value, so there is nothing to test against.",
        (AnalysisStatus.NonFiniteInput, _) => "A value is not a number.",
        (AnalysisStatus.BaselineZero, _) or (_, AnalysisStatus.BaselineZero) =>
            "The control's mean is 0, so that no relative change exists.",
        (_, AnalysisStatus.Unbounded) =>
            "The control's mean cannot be told from 0, so that the relative change has no bounds.",
        _ => null,
    };

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
