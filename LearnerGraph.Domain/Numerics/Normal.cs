using MathNet.Numerics;

namespace LearnerGraph.Domain.Numerics;

/// <summary>The standard normal distribution; both tails keep their digits down to the smallest doubles.</summary>
public static class Normal
{
    private const double LogSqrtTwoPi = 0.91893853320467274178;

    /// <summary>phi(z) = e^(-z^2/2) / sqrt(2 pi).</summary>
    public static double Density(double z) => Math.Exp((-0.5 * z * z) - LogSqrtTwoPi);

    /// <summary>P(Z &lt;= z).</summary>
    public static double Below(double z) => 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2));

    /// <summary>P(Z &gt; z), never by 1 - cdf.</summary>
    public static double Above(double z) => 0.5 * SpecialFunctions.Erfc(z / Math.Sqrt(2));

    /// <summary>ln P(Z &gt; z), finite for any finite z.</summary>
    /// <remarks>From z = 30 on by Laplace's continued fraction, which there needs few terms. DLMF 7.9.2.</remarks>
    public static double LogAbove(double z)
    {
        if (z < 0) return Elementary.Log1P(-Above(-z));
        if (z < 30) return Math.Log(Above(z));
        var fraction = z;
        for (var k = 12; k >= 1; k--) fraction = z + (k / fraction);
        return (-0.5 * z * z) - LogSqrtTwoPi - Math.Log(fraction);
    }

    /// <summary>phi(z) / P(Z &gt; z): how fast ln P(Z &gt; z) falls.</summary>
    public static double Hazard(double z) => Math.Exp((-0.5 * z * z) - LogSqrtTwoPi - LogAbove(z));

    /// <summary>z with P(Z &lt;= z) = p, p in (0, 1).</summary>
    public static double Quantile(double p) => p < 0.5 ? -UpperQuantile(p) : p > 0.5 ? UpperQuantile(1 - p) : 0;

    /// <summary>z with P(Z &gt; z) = q, q in (0, 1); exact in the far tail, where 1 - q would be 1.</summary>
    public static double UpperQuantile(double q)
    {
        if (!(q > 0 && q < 1)) return double.NaN;
        if (q > 0.5) return -UpperQuantile(1 - q);
        var z = Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * q);

        // One Newton step on ln P wipes out what the rational approximation left.
        return z + ((LogAbove(z) - Math.Log(q)) / Hazard(z));
    }
}
