using MathNet.Numerics;

namespace LearnerGraph.Domain.Numerics;

/// <summary>Quotients of gamma functions, which stay exact where differences of log-gammas do not.</summary>
public static class GammaRatio
{
    private const double SeriesFrom = 30;

    /// <summary>Gamma(x + 1/2) / Gamma(x) for x &gt; 0; relative error below 1e-15 for any size of x.</summary>
    /// <remarks>
    /// Asymptotic series in 1/x from x = 30 on, reached by r(x) = r(x+1) x / (x + 1/2). DLMF 5.11.13.
    /// </remarks>
    public static double HalfStep(double x)
    {
        var factor = 1.0;
        for (; x < SeriesFrom; x++) factor *= x / (x + 0.5);
        var y = 1 / x;
        var series = 1 + (y * ((-1.0 / 8) + (y * ((1.0 / 128) + (y * ((5.0 / 1024) + (y * ((-21.0 / 32768)
            + (y * ((-399.0 / 262144) + (y * ((869.0 / 4194304) + (y * 39325.0 / 33554432)))))))))))));
        return factor * Math.Sqrt(x) * series;
    }

    /// <summary>ln Gamma(x + 1) - [(x + 1/2) ln x - x + ln(2 pi)/2]: Stirling's error, about 1/(12 x).</summary>
    /// <remarks>Loader, "Fast and accurate computation of binomial probabilities", 2000.</remarks>
    public static double StirlingError(double x)
    {
        if (x < 16)
            return SpecialFunctions.GammaLn(x + 1) - ((x + 0.5) * Math.Log(x)) + x - (0.5 * Math.Log(2 * Math.PI));
        var y = 1 / (x * x);
        return ((1.0 / 12) - (y * ((1.0 / 360) - (y * ((1.0 / 1260) - (y * ((1.0 / 1680) - (y / 1188)))))))) / x;
    }

    /// <summary>ln B(a, b) for a, b &gt; 0, free of the cancellation of three log-gammas for large arguments.</summary>
    public static double LogBeta(double a, double b)
    {
        if (Math.Min(a, b) < 16)
        {
            var (small, large) = (Math.Min(a, b), Math.Max(a, b));
            return SpecialFunctions.GammaLn(small) - LogRising(large, small);
        }

        var n = a + b;
        return (0.5 * Math.Log(2 * Math.PI / n)) - (0.5 * Math.Log(a / n * (b / n)))
            - (a * Elementary.Log1P(b / a)) - (b * Elementary.Log1P(a / b))
            + StirlingError(a) + StirlingError(b) - StirlingError(n);
    }

    /// <summary>ln Gamma(x + s) - ln Gamma(x) for x &gt; 0, s &gt;= 0.</summary>
    public static double LogRising(double x, double s)
    {
        if (s == 0) return 0;
        if (x < 16) return SpecialFunctions.GammaLn(x + s) - SpecialFunctions.GammaLn(x);
        return (s * Math.Log(x + s)) + ((x - 0.5) * Elementary.Log1P(s / x)) - s
            + StirlingError(x + s) - StirlingError(x);
    }
}
