namespace LearnerGraph.Domain.Numerics;

/// <summary>Elementary functions that keep their digits near zero, where the platform's lose them.</summary>
public static class Elementary
{
    /// <summary>ln(1 + x) for x &gt; -1, accurate to a few units in the last place also for tiny x.</summary>
    /// <remarks>Corrects ln(u), u = 1 + x rounded, by x / (u - 1), which carries the same rounding (Kahan).</remarks>
    public static double Log1P(double x)
    {
        var u = 1 + x;
        if (u == 1) return x;
        return double.IsInfinity(u) ? Math.Log(u) : Math.Log(u) * x / (u - 1);
    }

    /// <summary>e^x - 1, accurate also for tiny x (Kahan).</summary>
    public static double ExpM1(double x)
    {
        if (Math.Abs(x) > 1) return Math.Exp(x) - 1;
        var u = Math.Exp(x);
        if (u == 1) return x;
        return (u - 1) * x / Math.Log(u);
    }
}
