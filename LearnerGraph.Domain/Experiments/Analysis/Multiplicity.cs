using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>p-values judged together. NaN stays NaN and does not count.</summary>
/// <remarks>Each returns adjusted p-values in the order given, to be compared with the family's level.</remarks>
public static class Multiplicity
{
    public static double[] Bonferroni(IReadOnlyList<double> p) => Adjust(p, (sorted, m) =>
        [.. sorted.Select(value => Math.Min(1, value * m))]);

    /// <summary>Holm 1979, step down: controls the chance of any false finding, under any dependence.</summary>
    public static double[] Holm(IReadOnlyList<double> p) => Adjust(p, (sorted, m) =>
    {
        var running = 0.0;
        return [.. sorted.Select((value, i) => running = Math.Max(running, Math.Min(1, (m - i) * value)))];
    });

    /// <summary>Hochberg 1988, step up.</summary>
    public static double[] Hochberg(IReadOnlyList<double> p) => StepUp(p, (i, m) => m - i);

    /// <summary>Benjamini and Hochberg 1995: controls the expected share of false findings.</summary>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> p) => StepUp(p, (i, m) => (double)m / (i + 1));

    /// <summary>Benjamini and Yekutieli 2001: the same under any dependence.</summary>
    public static double[] BenjaminiYekutieli(IReadOnlyList<double> p)
    {
        var harmonic = Enumerable.Range(1, p.Count(value => !double.IsNaN(value))).Sum(i => 1.0 / i);
        return StepUp(p, (i, m) => harmonic * m / (i + 1));
    }

    /// <summary>Hommel 1988, by Wright's algorithm (Biometrics 48, 1992).</summary>
    public static double[] Hommel(IReadOnlyList<double> p) => Adjust(p, (sorted, m) =>
    {
        if (m == 0) return [];
        var floor = Enumerable.Range(0, m).Min(i => m * sorted[i] / (i + 1));
        var adjusted = Enumerable.Repeat(floor, m).ToArray();
        for (var size = m - 1; size >= 2; size--)
        {
            var first = m - size + 1;
            var least = Enumerable.Range(first, size - 1).Min(i => size * sorted[i] / (i - first + 2));
            for (var i = 0; i < m; i++)
            {
                var candidate = Math.Min(size * sorted[Math.Min(i, first - 1)], least);
                adjusted[i] = Math.Max(adjusted[i], candidate);
            }
        }

        return [.. adjusted.Select((value, i) => Math.Max(value, sorted[i]))];
    });

    /// <summary>Indices that Benjamini-Hochberg finds at level q, ascending.</summary>
    public static int[] Select(IReadOnlyList<double> p, double q)
    {
        var adjusted = BenjaminiHochberg(p);
        return [.. Enumerable.Range(0, p.Count).Where(i => adjusted[i] <= q)];
    }

    /// <summary>
    /// The level at which intervals of a Benjamini-Hochberg selection of R miss in at most the share q: R q / m.
    /// </summary>
    /// <remarks>Benjamini and Yekutieli, JASA 100, 2005.</remarks>
    public static double FalseCoverageLevel(int selected, int family, double q) => q * selected / family;

    private static double[] StepUp(IReadOnlyList<double> p, Func<int, int, double> factor) => Adjust(p, (sorted, m) =>
    {
        var adjusted = new double[m];
        var running = 1.0;
        for (var i = m - 1; i >= 0; i--) adjusted[i] = running = Math.Min(running, factor(i, m) * sorted[i]);
        return adjusted;
    });

    private static double[] Adjust(IReadOnlyList<double> p, Func<double[], int, double[]> rule)
    {
        var order = Enumerable.Range(0, p.Count).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i]).ToArray();
        var adjusted = rule([.. order.Select(i => p[i])], order.Length);
        var result = Enumerable.Repeat(double.NaN, p.Count).ToArray();
        for (var rank = 0; rank < order.Length; rank++) result[order[rank]] = adjusted[rank];
        return result;
    }
}

/// <summary>Intervals that hold together.</summary>
/// <param name="Selected">Indices found by Benjamini-Hochberg.</param>
/// <param name="SelectedIntervals">At the false coverage level, in the order of the selection.</param>
/// <param name="All">Bonferroni intervals of every estimate.</param>
public sealed record SimultaneousIntervals(
    IReadOnlyList<int> Selected, double SelectedAlpha, IReadOnlyList<Interval> SelectedIntervals,
    IReadOnlyList<Interval> All)
{
    /// <summary>For normal estimates with their standard errors at family level q.</summary>
    public static SimultaneousIntervals Of(IReadOnlyList<double> estimates, IReadOnlyList<double> errors, double q)
    {
        var p = estimates.Select((estimate, i) => 2 * Normal.Above(Math.Abs(estimate / errors[i]))).ToArray();
        var selected = Multiplicity.Select(p, q);
        var level = Multiplicity.FalseCoverageLevel(selected.Length, p.Length, q);
        Interval At(int i, double alpha) =>
            Interval.Around(estimates[i], Normal.UpperQuantile(alpha / 2) * errors[i], alpha);
        return new(
            selected, level, [.. selected.Select(i => At(i, level))],
            [.. Enumerable.Range(0, p.Length).Select(i => At(i, q / p.Length))]);
    }
}
