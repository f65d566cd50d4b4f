using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>One arm's quantile with its variance from the spread of nearby order statistics.</summary>
/// <param name="Low">1-based order statistic below; <paramref name="High"/> above.</param>
public readonly record struct QuantileEstimate(double Value, int Low, int High, double Variance)
{
    /// <summary>
    /// For independent learners. The two order statistics are the quantile's own confidence interval.
    /// </summary>
    /// <remarks>Deng, Knoblich and Lu, KDD 2018.</remarks>
    public static QuantileEstimate Of(ReadOnlySpan<double> sorted, double p, double z)
    {
        double n = sorted.Length, half = z * Math.Sqrt(p * (1 - p) / n);
        var low = (int)Math.Max(1, Math.Floor(n * (p - half)));
        var high = (int)Math.Min(n, Math.Ceiling(n * (p + half)));
        var error = (sorted[high - 1] - sorted[low - 1]) / (2 * z);
        return new(OrderStatistics.Quantile(sorted, p), low, high, error * error);
    }
}

/// <summary>The difference of a quantile between two arms.</summary>
public sealed record QuantileTest(
    AnalysisStatus Status, QuantileEstimate? A = null, QuantileEstimate? B = null, double? Difference = null,
    double? StandardError = null, double? Z = null, double? P = null, Interval? Interval = null)
{
    public static QuantileTest Compare(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double p, double alpha)
    {
        if (!(alpha > 0 && alpha < 1) || !(p > 0 && p < 1)) return new(AnalysisStatus.InvalidArgument);
        if (!OrderStatistics.AllFinite(a) || !OrderStatistics.AllFinite(b)) return new(AnalysisStatus.NonFiniteInput);
        if (a.Length < 2 || b.Length < 2) return new(AnalysisStatus.InsufficientData);
        var z = Normal.UpperQuantile(alpha / 2);
        var qa = QuantileEstimate.Of(OrderStatistics.Sorted(a), p, z);
        var qb = QuantileEstimate.Of(OrderStatistics.Sorted(b), p, z);
        var difference = qb.Value - qa.Value;
        var se = Math.Sqrt(qa.Variance + qb.Variance);
        if (!(se > 0)) return new(AnalysisStatus.ZeroVariance, qa, qb, difference);
        return new(
            AnalysisStatus.Ok, qa, qb, difference, se, difference / se, Proportions.TwoSided(difference / se),
            Analysis.Interval.Around(difference, z * se, alpha));
    }
}
