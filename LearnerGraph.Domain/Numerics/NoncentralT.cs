namespace LearnerGraph.Domain.Numerics;

/// <summary>The noncentral t distribution: (Z + ncp) / sqrt(chi-squared_df / df).</summary>
/// <remarks>
/// P(T &lt;= t) is the mean of Phi(t s - ncp) over s = sqrt(chi-squared_df / df), integrated over y = ln s by the
/// trapezoidal rule around the integrand's peak. Every term is positive, so both tails keep relative digits: to 1e-9
/// or better, at any ncp, where series overflow (from ncp 37) or cancel.
/// </remarks>
public static class NoncentralT
{
    /// <summary>P(T &lt;= t).</summary>
    public static double Below(double t, double df, double ncp) => Integrate(t, df, ncp);

    /// <summary>P(T &gt; t).</summary>
    public static double Above(double t, double df, double ncp) => Integrate(-t, df, -ncp);

    /// <summary>The ncp at which P(T &lt;= t) = p; falls as p rises.</summary>
    public static double Noncentrality(double t, double df, double p)
    {
        if (!double.IsFinite(t) || !(p > 0 && p < 1)) return double.NaN;

        // T is about normal around ncp with variance 1 + t^2 / (2 df).
        var spread = Math.Sqrt(1 + (t * t / (2 * df)));
        var guess = t - (Normal.Quantile(p) * spread);
        double Miss(double ncp) => p < 0.5 ? Math.Log(Below(t, df, ncp) / p) : -Math.Log(Above(t, df, ncp) / (1 - p));
        var step = 0.1 * spread;
        return Miss(guess) > 0 ? Roots.RightOf(Miss, guess, step, 1e-14) : Roots.RightOf(Miss, guess, -step, 1e-14);
    }

    private static double Integrate(double t, double df, double ncp)
    {
        if (double.IsNaN(t) || double.IsNaN(ncp) || !(df > 0)) return double.NaN;
        if (double.IsInfinity(df)) return Normal.Below(t - ncp);
        if (t == 0) return Normal.Below(-ncp);

        var half = df / 2;

        // The density of y at 0 is e^constant; Gamma(df/2) enters by Stirling's error only.
        var constant = Math.Log(2) + (0.5 * Math.Log(half / (2 * Math.PI))) - GammaRatio.StirlingError(half);
        double Log(double y) =>
            constant - (half * (Elementary.ExpM1(2 * y) - (2 * y))) + Normal.LogAbove(ncp - (t * Math.Exp(y)));

        var peak = Peak(t, df, ncp);
        var sharpness = (2 * df * Math.Exp(2 * Math.Max(peak, 0))) + (t * t * Math.Exp(2 * peak));
        var step = Math.Min(0.1, 0.5 / Math.Sqrt(sharpness));
        var top = Log(peak);
        var sum = 1 + Side(Log, top, peak, step) + Side(Log, top, peak, -step);
        return Math.Min(1, Math.Exp(top + Math.Log(sum * step)));
    }

    private static double Side(Func<double, double> log, double top, double peak, double step)
    {
        var sum = 0.0;
        for (var k = 1; k < 100_000; k++)
        {
            var term = Math.Exp(log(peak + (k * step)) - top);
            sum += term;
            if (term < 1e-18 * (1 + sum)) break;
        }

        return sum;
    }

    /// <summary>Where the integrand over y is greatest: the one root of its falling logarithmic derivative.</summary>
    private static double Peak(double t, double df, double ncp)
    {
        double Slope(double y)
        {
            var s = Math.Exp(y);
            return (-df * Elementary.ExpM1(2 * y)) + (t * s * Normal.Hazard(ncp - (t * s)));
        }

        var step = 1 / Math.Sqrt(2 * df);
        return Slope(0) > 0 ? Roots.RightOf(Slope, 0, step, 1e-6) : Roots.RightOf(Slope, 0, -step, 1e-6);
    }
}
