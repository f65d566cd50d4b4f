using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>
/// The change relative to the control's mean: (b - a) / |a|, so that better is positive below zero too.
/// </summary>
/// <param name="Delta">Interval by the delta method; good where the baseline is many errors from 0.</param>
/// <param name="FiellerG">z^2 Var(a) / a^2; at 1 or above the baseline cannot be told from 0.</param>
/// <param name="Fieller">Exact for the quotient of two normals; null where unbounded.</param>
/// <param name="LogRatio">Interval on the log scale; for two positive means.</param>
public sealed record RelativeLift(
    AnalysisStatus Status, double? Lift = null, double? StandardError = null, Interval? Delta = null,
    double? FiellerG = null, Interval? Fieller = null, Interval? LogRatio = null)
{
    public bool IsBounded => FiellerG < 1;

    /// <summary>From means and variances of the means, with the normal quantile.</summary>
    /// <remarks>Fieller, JRSS B 16, 1954.</remarks>
    public static RelativeLift Of(double a, double varianceA, double b, double varianceB, double alpha)
    {
        if (!(alpha > 0 && alpha < 1)) return new(AnalysisStatus.InvalidArgument);
        if (!double.IsFinite(a + b) || !double.IsFinite(varianceA + varianceB))
            return new(AnalysisStatus.NonFiniteInput);
        if (a == 0) return new(AnalysisStatus.BaselineZero);
        var z = Normal.UpperQuantile(alpha / 2);
        var lift = (b - a) / Math.Abs(a);
        var ratio = b / a;
        var se = Math.Sqrt(varianceB + (ratio * ratio * varianceA)) / Math.Abs(a);
        var g = z * z * varianceA / (a * a);
        var bounded = g < 1;
        return new(
            bounded ? AnalysisStatus.Ok : AnalysisStatus.Unbounded, lift, se,
            Interval.Around(lift, z * se, alpha), g,
            bounded ? FiellerInterval(a, varianceA, ratio, varianceB, z, g, alpha) : null,
            a > 0 && b > 0 ? LogInterval(a, varianceA, b, varianceB, z, alpha) : null);
    }

    public static RelativeLift Of(Moments a, Moments b, double alpha)
    {
        if (a.Count < 2 || b.Count < 2) return new(AnalysisStatus.InsufficientData);
        return Of(a.Mean, a.MeanVariance, b.Mean, b.MeanVariance, alpha);
    }

    private static Interval FiellerInterval(
        double a, double varianceA, double ratio, double varianceB, double z, double g, double alpha)
    {
        var half = z / Math.Abs(a) * Math.Sqrt((varianceB * (1 - g)) + (ratio * ratio * varianceA)) / (1 - g);
        var center = ratio / (1 - g);
        return a > 0
            ? new(center - half - 1, center + half - 1, 1 - alpha)
            : new(1 - center - half, 1 - center + half, 1 - alpha);
    }

    private static Interval LogInterval(double a, double va, double b, double vb, double z, double alpha)
    {
        var log = Math.Log(b / a);
        var half = z * Math.Sqrt((vb / (b * b)) + (va / (a * a)));
        return new(Elementary.ExpM1(log - half), Elementary.ExpM1(log + half), 1 - alpha);
    }
}
