using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>How large a standardised effect is called.</summary>
public enum EffectMagnitude
{
    Negligible,
    Small,
    Medium,
    Large,
}

/// <summary>Standardised differences of two means, with intervals from the noncentral t distribution.</summary>
/// <param name="CohensD">Difference over the pooled deviation, (n-1) weights.</param>
/// <param name="HedgesG">d times the exact small-sample factor J = Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2)).</param>
/// <param name="AverageVarianceD">Over the plain mean of the two variances; differs where the arms do.</param>
/// <param name="GlassDelta">Over the control's deviation; null where that is 0.</param>
/// <param name="Superiority">Chance that a treated learner outdoes an untreated, were both normal: Phi(d/sqrt
/// 2).</param>
public sealed record EffectSize(
    AnalysisStatus Status, double? CohensD = null, Interval? CohensDInterval = null, double? HedgesG = null,
    Interval? HedgesGInterval = null, double? PooledDeviation = null, double? FactorJ = null,
    double? ApproximateJ = null, double? LargeSampleVariance = null, double? AverageVarianceD = null,
    double? GlassDelta = null, double? Superiority = null)
{
    /// <summary>Cohen's bands: below 0.2 negligible, 0.5 small, 0.8 medium.</summary>
    public EffectMagnitude? Magnitude => Math.Abs(CohensD ?? double.NaN) switch
    {
        < 0.2 => EffectMagnitude.Negligible,
        < 0.5 => EffectMagnitude.Small,
        < 0.8 => EffectMagnitude.Medium,
        >= 0.8 => EffectMagnitude.Large,
        _ => null,
    };

    /// <summary>Of treatment b against control a; the interval inverts the noncentral t at both ends.</summary>
    /// <remarks>Hedges 1981; Steiger and Fouladi 1997 for the pivot.</remarks>
    public static EffectSize Of(Moments a, Moments b, double alpha)
    {
        var test = MeanTest.Student(a, b, alpha);
        if (test.Status is not AnalysisStatus.Ok) return new(test.Status);
        var m = a.Count + b.Count - 2;
        var pooled = test.PooledDeviation!.Value;
        var d = test.Difference!.Value / pooled;
        var j = GammaRatio.HalfStep((m - 1) / 2) / Math.Sqrt(m / 2);
        var scale = Math.Sqrt(a.Count * (b.Count / (a.Count + b.Count)));
        var t = test.T!.Value;
        var lower = NoncentralT.Noncentrality(t, m, 1 - (alpha / 2)) / scale;
        var upper = NoncentralT.Noncentrality(t, m, alpha / 2) / scale;
        return new(
            AnalysisStatus.Ok, d, Bounds(lower, upper, 1, alpha), j * d, Bounds(lower, upper, j, alpha), pooled, j,
            1 - (3 / ((4 * m) - 1)),
            (1 / a.Count) + (1 / b.Count) + (d * d / (2 * (a.Count + b.Count))),
            test.Difference.Value / Math.Sqrt((a.Variance + b.Variance) / 2),
            a.M2 > 0 ? test.Difference.Value / a.StandardDeviation : null,
            Normal.Below(d / Math.Sqrt(2)));
    }

    private static Interval? Bounds(double lower, double upper, double factor, double alpha) =>
        double.IsFinite(lower) && double.IsFinite(upper) ? new(factor * lower, factor * upper, 1 - alpha) : null;
}
