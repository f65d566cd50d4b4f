using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>Boundaries for a planned number of looks that together spend alpha, most of it at the end.</summary>
/// <param name="Spent">Alpha spent up to each look.</param>
/// <param name="Z">What |z| (or z, one-sided) must exceed at each look.</param>
public sealed record GroupSequential(
    AnalysisStatus Status, IReadOnlyList<double> Spent, IReadOnlyList<double> Z)
{
    private const int MinNodes = 64;

    /// <summary>Lan and DeMets' spending of the O'Brien-Fleming kind.</summary>
    /// <param name="information">Share of the planned information at each look, rising to at most 1.</param>
    /// <remarks>
    /// Spent: 2 sides [2 - 2 Phi(z_(alpha/2 sides) / sqrt t)]. The density of the score process among those still
    /// running is carried from look to look by Gauss-Legendre quadrature (Armitage, McPherson and Rowe 1969), good to
    /// 1e-9 in z. Lan and DeMets, Biometrika 70, 1983.
    /// </remarks>
    public static GroupSequential OBrienFleming(IReadOnlyList<double> information, double alpha, int sides = 2)
    {
        if (!(alpha > 0 && alpha < 1) || sides is not (1 or 2) || information.Count == 0
            || information.Where((t, i) => !(t > (i == 0 ? 0 : information[i - 1]) && t <= 1)).Any())
            return new(AnalysisStatus.InvalidArgument, [], []);
        var quantile = Normal.UpperQuantile(alpha / (2 * sides));
        double[] spent = [.. information.Select(t => sides * 2 * Normal.Above(quantile / Math.Sqrt(t)))];
        var z = new double[spent.Length];
        Density? before = null;
        for (var k = 0; k < z.Length; k++)
        {
            var toSpend = (spent[k] - (k == 0 ? 0 : spent[k - 1])) / sides;
            var (time, root) = (information[k], Math.Sqrt(information[k]));
            z[k] = before is null ? Normal.UpperQuantile(toSpend) : Boundary(before, time, toSpend) / root;
            var gap = k + 1 < z.Length ? information[k + 1] - time : 1;
            before = Density.Running(before, time, z[k] * root, sides, gap);
        }

        return new(AnalysisStatus.Ok, spent, z);
    }

    private static double Boundary(Density before, double time, double toSpend)
    {
        var target = Math.Log(toSpend);
        double Miss(double bound) => Math.Log(before.ExitAbove(bound, time)) - target;
        var start = Math.Sqrt(time);
        return Miss(start) > 0
            ? Roots.RightOf(Miss, start, 0.5 * start, 1e-13)
            : Roots.RightOf(Miss, start, -0.5 * start, 1e-13);
    }

    /// <summary>
    /// The score process at one look, among those that no boundary stopped: values at quadrature nodes.
    /// </summary>
    private sealed record Density(double Time, double[] At, double[] Mass)
    {
        public static Density Running(Density? before, double time, double bound, int sides, double gap)
        {
            var low = sides == 2 ? -bound : -9 * Math.Sqrt(time);
            var count = Math.Max(MinNodes, (int)Math.Ceiling(8 * (bound - low) / Math.Sqrt(gap)));
            var (nodes, weights) = GaussLegendre.On(low, bound, count);
            var mass = new double[count];
            for (var i = 0; i < count; i++) mass[i] = weights[i] * DensityAt(before, nodes[i], time);
            return new(time, nodes, mass);
        }

        /// <summary>Chance of being above the bound at the later time.</summary>
        public double ExitAbove(double bound, double time)
        {
            var root = Math.Sqrt(time - Time);
            var sum = 0.0;
            for (var i = 0; i < At.Length; i++) sum += Mass[i] * Normal.Above((bound - At[i]) / root);
            return sum;
        }

        private static double DensityAt(Density? before, double x, double time)
        {
            if (before is null) return Normal.Density(x / Math.Sqrt(time)) / Math.Sqrt(time);
            var root = Math.Sqrt(time - before.Time);
            var sum = 0.0;
            for (var i = 0; i < before.At.Length; i++)
                sum += before.Mass[i] * Normal.Density((x - before.At[i]) / root);
            return sum / root;
        }
    }
}
