using MathNet.Numerics;

namespace LearnerGraph.Domain.Numerics;

/// <summary>The chi-squared distribution's upper tail.</summary>
public static class ChiSquared
{
    /// <summary>P(X &gt; x): the regularised upper incomplete gamma function of (df/2, x/2), never 1 - cdf.</summary>
    public static double Above(double x, double df)
    {
        if (double.IsNaN(x) || !(df > 0)) return double.NaN;
        if (x <= 0) return 1;
        return df switch
        {
            1 => 2 * Normal.Above(Math.Sqrt(x)),
            2 => Math.Exp(-x / 2),
            _ => SpecialFunctions.GammaUpperRegularized(df / 2, x / 2),
        };
    }
}
