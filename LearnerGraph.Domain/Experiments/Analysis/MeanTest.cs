using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>What a t test says about treatment minus control.</summary>
/// <param name="Log10P">log10 of the two-sided p, also where p is below the smallest double.</param>
/// <param name="GreaterLower">One-sided lower bound, for "treatment is greater".</param>
/// <param name="LessUpper">One-sided upper bound, for "treatment is less".</param>
public sealed record MeanComparison(AnalysisStatus Status)
{
    public double? Difference { get; init; }

    public double? StandardError { get; init; }

    public double? DegreesOfFreedom { get; init; }

    public double? T { get; init; }

    public double? P { get; init; }

    public double? PGreater { get; init; }

    public double? PLess { get; init; }

    public double? Log10P { get; init; }

    public Interval? Interval { get; init; }

    public double? CriticalT { get; init; }

    public double? GreaterLower { get; init; }

    public double? LessUpper { get; init; }

    public double? PooledDeviation { get; init; }
}

/// <summary>Tests of the difference of two means.</summary>
public static class MeanTest
{
    /// <summary>Welch's t with Welch-Satterthwaite degrees of freedom; variances may differ.</summary>
    /// <remarks>Welch, Biometrika 34, 1947. Difference is b - a: a is the control.</remarks>
    public static MeanComparison Welch(Moments a, Moments b, double alpha)
    {
        if (Refuse(a, b, alpha) is { } refusal) return refusal;
        double va = a.MeanVariance, vb = b.MeanVariance;
        return FromEstimate(b.Minus(a), Math.Sqrt(va + vb), WelchDegrees(va, a.Count, vb, b.Count), alpha);
    }

    /// <summary>Student's t with pooled variance and n_a + n_b - 2 degrees of freedom.</summary>
    public static MeanComparison Student(Moments a, Moments b, double alpha)
    {
        if (Refuse(a, b, alpha) is { } refusal) return refusal;
        var df = a.Count + b.Count - 2;
        var pooled = Math.Sqrt((a.M2 + b.M2) / df);
        var se = pooled * Math.Sqrt((1 / a.Count) + (1 / b.Count));
        return FromEstimate(b.Minus(a), se, df, alpha) with { PooledDeviation = pooled };
    }

    /// <summary>
    /// (va + vb)^2 / (va^2/(na-1) + vb^2/(nb-1)) for variances of the two means, free of over- and underflow.
    /// </summary>
    public static double WelchDegrees(double va, double na, double vb, double nb)
    {
        var share = va / (va + vb);
        return 1 / ((share * share / (na - 1)) + ((1 - share) * (1 - share) / (nb - 1)));
    }

    /// <summary>The t test of an estimate with its standard error.</summary>
    public static MeanComparison FromEstimate(double difference, double se, double df, double alpha)
    {
        if (!double.IsFinite(difference) || !double.IsFinite(se)) return new(AnalysisStatus.NonFiniteInput);
        if (!(se > 0)) return new(AnalysisStatus.ZeroVariance) { Difference = difference };
        var t = difference / se;
        var critical = StudentT.UpperQuantile(alpha / 2, df);
        var oneSided = StudentT.UpperQuantile(alpha, df);
        return new(AnalysisStatus.Ok)
        {
            Difference = difference,
            StandardError = se,
            DegreesOfFreedom = df,
            T = t,
            P = Math.Min(1, 2 * StudentT.Above(Math.Abs(t), df)),
            PGreater = StudentT.Above(t, df),
            PLess = StudentT.Below(t, df),
            Log10P = Math.Min(0, (StudentT.LogAbove(Math.Abs(t), df) + Math.Log(2)) / Math.Log(10)),
            Interval = Analysis.Interval.Around(difference, critical * se, alpha),
            CriticalT = critical,
            GreaterLower = difference - (oneSided * se),
            LessUpper = difference + (oneSided * se),
        };
    }

    private static MeanComparison? Refuse(Moments a, Moments b, double alpha)
    {
        if (!(alpha > 0 && alpha < 1)) return new(AnalysisStatus.InvalidArgument);
        if (!a.IsFinite || !b.IsFinite) return new(AnalysisStatus.NonFiniteInput);
        if (a.M2 < 0 || b.M2 < 0) return new(AnalysisStatus.InvalidArgument);
        double? difference = a.Count >= 1 && b.Count >= 1 ? b.Minus(a) : null;
        if (!(a.Count >= 2 && b.Count >= 2)) return new(AnalysisStatus.InsufficientData) { Difference = difference };
        return a.M2 + b.M2 > 0 ? null : new(AnalysisStatus.ZeroVariance) { Difference = difference };
    }
}
