using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>A number that planning asked for, or why there is none.</summary>
public readonly record struct Planned(AnalysisStatus Status, double? Value = null, double? NormalApproximation = null)
{
    /// <summary>Whole learners, rounded up.</summary>
    public double? Ceiling => Value is { } value ? Math.Ceiling(value) : null;
}

/// <summary>How sure an experiment is to see an effect, and what it takes.</summary>
/// <remarks>Exact: the t statistic under an effect is noncentral t. Cohen 1988; agrees with R's power.t.test.</remarks>
public static class Power
{
    /// <summary>Chance to reject in the direction of the effect, and in either direction.</summary>
    /// <param name="sides">1 or 2.</param>
    public static (AnalysisStatus Status, double? Power, double? BothTails) OfT(
        double na, double nb, double delta, double sd, double alpha, int sides = 2)
    {
        if (!IsLevel(alpha) || sides is not (1 or 2) || !(sd > 0) || !double.IsFinite(sd + delta + na + nb))
            return (AnalysisStatus.InvalidArgument, null, null);
        var df = na + nb - 2;
        if (!(df > 0) || na <= 0 || nb <= 0) return (AnalysisStatus.InsufficientData, null, null);
        var ncp = Math.Abs(delta) / (sd * Math.Sqrt((1 / na) + (1 / nb)));
        var critical = StudentT.UpperQuantile(alpha / sides, df);
        var power = NoncentralT.Above(critical, df, ncp);
        return (AnalysisStatus.Ok, power, sides == 1 ? power : power + NoncentralT.Below(-critical, df, ncp));
    }

    /// <summary>Learners in each of two equal arms, as a real number.</summary>
    public static Planned SampleSizeT(double delta, double sd, double alpha, double power, int sides = 2)
    {
        if (!IsLevel(alpha) || !IsLevel(power) || power <= alpha / sides || sides is not (1 or 2)
            || !(sd > 0 && double.IsFinite(sd)) || !double.IsFinite(delta) || delta == 0)
            return new(AnalysisStatus.InvalidArgument);
        var z = Normal.UpperQuantile(alpha / sides) + Normal.Quantile(power);
        var d = Math.Abs(delta) / sd;
        var approximate = 2 * (z / d) * (z / d);
        if (!(approximate < 1e12) || !double.IsFinite(d)) return new(AnalysisStatus.Unbounded);
        double Miss(double logExcess)
        {
            // Without degrees of freedom left the test rejects as often as by chance.
            var n = 1 + Math.Exp(logExcess);
            return (OfT(n, n, d, 1, alpha, sides).Power ?? alpha) - power;
        }

        var start = Math.Log(Math.Max(approximate - 1, 0.01));
        var root = Miss(start) < 0
            ? Roots.RightOf(Miss, start, 0.05, 1e-13)
            : Roots.RightOf(Miss, start, -0.05, 1e-13);
        return double.IsFinite(root)
            ? new(AnalysisStatus.Ok, 1 + Math.Exp(root), approximate)
            : new(AnalysisStatus.Unbounded, null, approximate);
    }

    /// <summary>The smallest effect that two equal arms of n learners see with the wanted power.</summary>
    public static Planned DetectableEffect(double n, double sd, double alpha, double power, int sides = 2)
    {
        if (!IsLevel(alpha) || !IsLevel(power) || power <= alpha / sides || sides is not (1 or 2)
            || !(sd > 0 && double.IsFinite(sd)) || !double.IsFinite(n))
            return new(AnalysisStatus.InvalidArgument);
        if (n <= 1) return new(AnalysisStatus.InsufficientData);
        var z = Normal.UpperQuantile(alpha / sides) + Normal.Quantile(power);
        var unit = Math.Sqrt(2 / n);
        double Miss(double ncp) => (OfT(n, n, ncp * unit, 1, alpha, sides).Power ?? alpha) - power;
        var root = Miss(z) < 0 ? Roots.RightOf(Miss, z, 0.05, 1e-13) : Roots.RightOf(Miss, z, -0.05, 1e-13);
        return new(AnalysisStatus.Ok, root * unit * sd, z * sd * unit);
    }

    /// <summary>Learners in each arm to tell two shares apart, with the pooled variance under no difference.</summary>
    /// <remarks>Fleiss, Levin and Paik 2003, 4.2; agrees with R's power.prop.test.</remarks>
    public static Planned SampleSizeProportions(double pa, double pb, double alpha, double power, int sides = 2)
    {
        if (!IsLevel(alpha) || !IsLevel(power) || sides is not (1 or 2) || !(pa is >= 0 and <= 1)
            || !(pb is >= 0 and <= 1) || pa == pb)
            return new(AnalysisStatus.InvalidArgument);
        double mean = (pa + pb) / 2, delta = pb - pa;
        var root = (Normal.UpperQuantile(alpha / sides) * Math.Sqrt(2 * mean * (1 - mean)))
            + (Normal.Quantile(power) * Math.Sqrt((pa * (1 - pa)) + (pb * (1 - pb))));
        return new(AnalysisStatus.Ok, root / delta * (root / delta));
    }

    private static bool IsLevel(double share) => share > 0 && share < 1;
}

/// <summary>How long an experiment has to run.</summary>
/// <param name="AlphaPerTest">Bonferroni over goals and treatments.</param>
public sealed record DurationPlan(
    AnalysisStatus Status, double? AlphaPerTest = null, double? PerArm = null, double? Total = null,
    double? Days = null)
{
    /// <summary>n = 2 sd^2 (1 - rho^2) (z_(alpha/2) + z_power)^2 / delta^2, at so many learners a day.</summary>
    /// <param name="correlation">Of the metric with its covariate; 0 without one.</param>
    /// <param name="clusterSize">Learners treated together, and <paramref name="icc"/>, how alike they are: 1 + (m -
    /// 1) icc.</param>
    public static DurationPlan Of(
        double baseline, double sd, double relativeEffect, double alpha, double power, int goals, int arms,
        double correlation, double learnersPerDay, double clusterSize = 1, double icc = 0)
    {
        var delta = baseline * relativeEffect;
        if (!(alpha > 0 && alpha < 1) || !(power > 0 && power < 1) || !(sd > 0 && double.IsFinite(sd)) || goals < 1
            || arms < 2 || !(Math.Abs(correlation) < 1) || !(learnersPerDay > 0) || !double.IsFinite(delta)
            || delta == 0)
            return new(AnalysisStatus.InvalidArgument);
        var perTest = alpha / (goals * (arms - 1));
        var z = Normal.UpperQuantile(perTest / 2) + Normal.Quantile(power);
        var design = 1 + ((clusterSize - 1) * icc);
        var perArm = 2 * (sd * sd) * (1 - (correlation * correlation)) * (z * z) / (delta * delta) * design;
        var total = Math.Ceiling(perArm) * arms;
        return new(AnalysisStatus.Ok, perTest, perArm, total, Math.Ceiling(total / learnersPerDay));
    }
}
