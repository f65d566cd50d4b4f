using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>What two shares of learners, counted 0 or 1 each, say about each other.</summary>
/// <param name="ZPooled">With the variance of the common share, for the test; null where nobody or everybody
/// did.</param>
/// <param name="Newcombe">The interval to show: from both Wilson intervals, good at the edges and for small n.</param>
/// <param name="PFisher">Exact; null above the size at which z is as good.</param>
/// <param name="RelativeRisk">Null where the control's share is 0; its interval also where the treatment's is.</param>
public sealed record ProportionComparison(AnalysisStatus Status)
{
    public double? Difference { get; init; }

    public double? StandardError { get; init; }

    public double? ZPooled { get; init; }

    public double? PPooled { get; init; }

    public double? PGreaterPooled { get; init; }

    public double? ChiSquare { get; init; }

    public double? PYates { get; init; }

    public double? ZUnpooled { get; init; }

    public double? PUnpooled { get; init; }

    public Interval? Wald { get; init; }

    public Interval? WilsonA { get; init; }

    public Interval? WilsonB { get; init; }

    public Interval? Newcombe { get; init; }

    public double? CohensH { get; init; }

    public double? RelativeRisk { get; init; }

    public Interval? RelativeRiskInterval { get; init; }

    public double? PFisher { get; init; }
}

/// <summary>Tests of two shares.</summary>
public static class Proportions
{
    private const double LargestExactTable = 20_000;

    /// <summary>b against the control a, by successes and learners.</summary>
    public static ProportionComparison Compare(double xa, double na, double xb, double nb, double alpha)
    {
        if (!double.IsFinite(xa + na + xb + nb)) return new(AnalysisStatus.NonFiniteInput);
        if (!(alpha > 0 && alpha < 1) || xa < 0 || xb < 0 || xa > na || xb > nb)
            return new(AnalysisStatus.InvalidArgument);
        if (na < 1 || nb < 1) return new(AnalysisStatus.InsufficientData);
        double pa = xa / na, pb = xb / nb, pooled = (xa + xb) / (na + nb), difference = pb - pa;
        var z = Normal.UpperQuantile(alpha / 2);
        var se = Math.Sqrt((pa * (1 - pa) / na) + (pb * (1 - pb) / nb));
        Interval wilsonA = Wilson(xa, na, alpha), wilsonB = Wilson(xb, nb, alpha);
        var shared = new ProportionComparison(AnalysisStatus.ZeroVariance)
        {
            Difference = difference,
            StandardError = se,
            Wald = Interval.Around(difference, z * se, alpha),
            WilsonA = wilsonA,
            WilsonB = wilsonB,
            Newcombe = new(
                difference - Hypotenuse(pb - wilsonB.Lower, wilsonA.Upper - pa),
                difference + Hypotenuse(wilsonB.Upper - pb, pa - wilsonA.Lower), 1 - alpha),
            CohensH = (2 * Math.Asin(Math.Sqrt(pb))) - (2 * Math.Asin(Math.Sqrt(pa))),
            RelativeRisk = xa > 0 ? pb / pa : null,
            RelativeRiskInterval = xa > 0 && xb > 0 ? RiskInterval(xa, na, xb, nb, z, alpha) : null,
            PFisher = na + nb <= LargestExactTable ? Fisher(xa, na, xb, nb) : null,
        };
        if (xa + xb == 0 || xa + xb == na + nb) return shared;

        var pooledSe = Math.Sqrt(pooled * (1 - pooled) * ((1 / na) + (1 / nb)));
        var zPooled = difference / pooledSe;
        return shared with
        {
            Status = AnalysisStatus.Ok,
            ZPooled = zPooled,
            PPooled = TwoSided(zPooled),
            PGreaterPooled = Normal.Above(zPooled),
            ChiSquare = zPooled * zPooled,
            PYates = Yates(xa, na, xb, nb),
            ZUnpooled = se > 0 ? difference / se : null,
            PUnpooled = se > 0 ? TwoSided(difference / se) : null,
        };
    }

    /// <summary>Wilson's score interval for one share; inside [0, 1] and never empty.</summary>
    /// <remarks>Wilson, JASA 22, 1927. The ends are exact where nobody or everybody did.</remarks>
    public static Interval Wilson(double x, double n, double alpha)
    {
        var z = Normal.UpperQuantile(alpha / 2);
        var square = z * z;
        var center = (x + (square / 2)) / (n + square);
        var half = z / (n + square) * Math.Sqrt((x / n * (n - x)) + (square / 4));
        return new(x == 0 ? 0 : center - half, x == n ? 1 : center + half, 1 - alpha);
    }

    /// <summary>Fisher's exact two-sided p: all tables no more likely than the one seen, margins given.</summary>
    public static double Fisher(double xa, double na, double xb, double nb)
    {
        // Ties are told with a margin of 1e-7, since equal tables differ in rounding.
        var successes = xa + xb;
        double low = Math.Max(0, successes - na), high = Math.Min(successes, nb);
        double observed = 0, total = 0, extreme = 0;
        var logs = new double[(int)(high - low) + 1];
        for (var k = 1; k < logs.Length; k++)
        {
            var x = low + k;
            logs[k] = logs[k - 1] + Math.Log((nb - x + 1) * (successes - x + 1) / (x * (na - successes + x)));
        }

        var top = logs.Max();
        observed = Math.Exp(logs[(int)(xb - low)] - top) * (1 + 1e-7);
        foreach (var log in logs)
        {
            var weight = Math.Exp(log - top);
            total += weight;
            if (weight <= observed) extreme += weight;
        }

        return Math.Min(1, extreme / total);
    }

    internal static double TwoSided(double z) => Math.Min(1, 2 * Normal.Above(Math.Abs(z)));

    private static double? Hypotenuse(double? a, double? b) => Math.Sqrt((a * a) + (b * b) ?? 0);

    private static double Yates(double xa, double na, double xb, double nb)
    {
        double n = na + nb, successes = xa + xb;
        var excess = Math.Abs(xa - (na * (successes / n)));
        excess -= Math.Min(0.5, excess);
        var weight = n / na * (n / nb) * (n / successes) / (n - successes);
        return ChiSquared.Above(excess * excess * weight, 1);
    }

    private static Interval RiskInterval(double xa, double na, double xb, double nb, double z, double alpha)
    {
        var log = Math.Log(xb / nb / (xa / na));
        var se = Math.Sqrt((1 / xa) - (1 / na) + (1 / xb) - (1 / nb));
        return new(Math.Exp(log - (z * se)), Math.Exp(log + (z * se)), 1 - alpha);
    }
}
