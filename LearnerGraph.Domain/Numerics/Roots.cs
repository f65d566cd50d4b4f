namespace LearnerGraph.Domain.Numerics;

/// <summary>Roots of monotone functions.</summary>
public static class Roots
{
    /// <summary>
    /// The root of a continuous function between two points of opposite sign, to full precision: Chandrupatla's
    /// inverse quadratic steps, bisection where those would not shrink the bracket.
    /// </summary>
    /// <remarks>Chandrupatla, Advances in Engineering Software 28(3), 1997. NaN where the signs agree.</remarks>
    public static double Between(Func<double, double> f, double a, double b, double relativeTolerance = 1e-15)
    {
        double fa = f(a), fb = f(b);
        if (fa == 0) return a;
        if (fb == 0) return b;
        if (!(fa < 0 != fb < 0) || double.IsNaN(fa) || double.IsNaN(fb)) return double.NaN;
        var (c, fc, t) = (a, fa, 0.5);
        for (var i = 0; i < 200; i++)
        {
            var x = a + (t * (b - a));
            var fx = f(x);
            if (fx < 0 == fa < 0) (c, fc) = (a, fa);
            else (c, fc, b, fb) = (b, fb, a, fa);
            (a, fa) = (x, fx);
            var best = Math.Abs(fa) < Math.Abs(fb) ? a : b;
            var tolerance = (2 * relativeTolerance * Math.Abs(best)) + double.Epsilon;
            var share = tolerance / Math.Abs(b - c);
            if (share > 0.5 || fx == 0 || b == c) return best;
            var xi = (a - b) / (c - b);
            var phi = (fa - fb) / (fc - fb);
            t = 1 - Math.Sqrt(1 - xi) < phi && phi < Math.Sqrt(xi)
                ? (fa / (fb - fa) * (fc / (fb - fc))) + ((c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb)))
                : 0.5;
            t = Math.Clamp(t, share, 1 - share);
        }

        return a;
    }

    /// <summary>
    /// The root to the right of <paramref name="start"/>: steps double until the sign changes. NaN beyond 1e300.
    /// </summary>
    public static double RightOf(Func<double, double> f, double start, double step, double relativeTolerance = 1e-15)
    {
        var first = f(start);
        if (first == 0) return start;
        var sign = first < 0;
        var low = start;
        for (; Math.Abs(step) < 1e300; step *= 2)
        {
            var high = start + step;
            if (f(high) < 0 != sign) return Between(f, low, high, relativeTolerance);
            low = high;
        }

        return double.NaN;
    }
}
