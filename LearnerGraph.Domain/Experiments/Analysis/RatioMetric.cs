using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>A quotient of two sums over learners, such as minutes per session, compared by the delta method.</summary>
/// <param name="RatioA">Null where the denominators add up to 0.</param>
/// <param name="VarianceA">Of the ratio itself.</param>
public sealed record RatioMetric(
    AnalysisStatus Status, double? RatioA = null, double? RatioB = null, double? VarianceA = null,
    double? VarianceB = null, MeanComparison? Test = null, double? Z = null, double? PNormal = null,
    Interval? NormalInterval = null, RelativeLift? Lift = null)
{
    /// <summary>Numerators as X, denominators as Y; the unit is the learner, whose two numbers go together.</summary>
    /// <remarks>Deng, Knoblich and Lu, KDD 2018.</remarks>
    public static RatioMetric Compare(JointMoments a, JointMoments b, double alpha)
    {
        if (!(alpha > 0 && alpha < 1)) return new(AnalysisStatus.InvalidArgument);
        if (!a.X.IsFinite || !a.Y.IsFinite || !b.X.IsFinite || !b.Y.IsFinite)
            return new(AnalysisStatus.NonFiniteInput);
        double? ratioA = Ratio(a), ratioB = Ratio(b);
        if (a.X.Count < 2 || b.X.Count < 2) return new(AnalysisStatus.InsufficientData, ratioA, ratioB);
        if (ratioA is not { } ra || ratioB is not { } rb) return new(AnalysisStatus.BaselineZero, ratioA, ratioB);
        double va = Variance(a, ra), vb = Variance(b, rb);
        var se = Math.Sqrt(va + vb);
        if (!(se > 0)) return new(AnalysisStatus.ZeroVariance, ra, rb, va, vb);
        var df = MeanTest.WelchDegrees(va, a.X.Count, vb, b.X.Count);
        var test = MeanTest.FromEstimate(rb - ra, se, df, alpha);
        var z = (rb - ra) / se;
        return new(
            AnalysisStatus.Ok, ra, rb, va, vb, test, z, Proportions.TwoSided(z),
            Interval.Around(rb - ra, Normal.UpperQuantile(alpha / 2) * se, alpha),
            RelativeLift.Of(ra, va, rb, vb, alpha));
    }

    private static double? Ratio(JointMoments arm) => arm.Y.Mean == 0 ? null : arm.X.Mean / arm.Y.Mean;

    // Var(N - R D) / D^2 / n, which is the delta method's sum and cannot be negative but for rounding.
    private static double Variance(JointMoments arm, double ratio)
    {
        var residual = arm.X.Variance + (ratio * ratio * arm.Y.Variance) - (2 * ratio * arm.Covariance);
        return Math.Max(0, residual) / (arm.Y.Mean * arm.Y.Mean) / arm.X.Count;
    }
}
