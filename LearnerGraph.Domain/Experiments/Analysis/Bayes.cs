using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>The posterior of an effect that was normal before and is estimated normally.</summary>
/// <param name="ChanceToWin">That treatment is better than control.</param>
/// <param name="LossOfTreatment">What shipping it is expected to lose, in units of the effect: E[max(0,
/// -effect)].</param>
public sealed record NormalPosterior(
    AnalysisStatus Status, double? Mean = null, double? Deviation = null, double? ChanceToWin = null,
    Interval? Interval = null, double? LossOfTreatment = null, double? LossOfControl = null)
{
    /// <summary>Conjugate update; a prior deviation of infinity leaves the estimate as it is.</summary>
    public static NormalPosterior Of(
        double estimate, double error, double priorMean, double priorDeviation, double alpha = 0.05)
    {
        if (!double.IsFinite(estimate + error + priorMean)) return new(AnalysisStatus.NonFiniteInput);
        if (!(priorDeviation > 0) || error < 0 || !(alpha > 0 && alpha < 1)) return new(AnalysisStatus.InvalidArgument);
        if (error == 0) return new(AnalysisStatus.ZeroVariance);

        // Share of the prior in the posterior's mean.
        var ratio = error / priorDeviation;
        var share = ratio * ratio / (1 + (ratio * ratio));
        var mean = (estimate * (1 - share)) + (priorMean * share);
        var deviation = error * Math.Sqrt(1 - share);
        var k = mean / deviation;
        var half = Normal.UpperQuantile(alpha / 2) * deviation;
        return new(
            AnalysisStatus.Ok, mean, deviation, Normal.Below(k), Analysis.Interval.Around(mean, half, alpha),
            (deviation * Normal.Density(k)) - (mean * Normal.Above(k)),
            (deviation * Normal.Density(k)) + (mean * Normal.Below(k)));
    }
}

/// <summary>Two shares with Beta posteriors.</summary>
/// <param name="ChanceBBeats">P(share of b &gt; share of a).</param>
public sealed record BetaPosterior(
    AnalysisStatus Status, double? ChanceBBeats = null, double? LossOfB = null, double? LossOfA = null,
    double? MeanA = null, double? MeanB = null)
{
    /// <summary>From successes and failures with a Beta(1, 1) prior on each arm.</summary>
    public static BetaPosterior Of(double successA, double failureA, double successB, double failureB)
    {
        double[] counts = [successA, failureA, successB, failureB];
        if (counts.Any(count => !double.IsFinite(count))) return new(AnalysisStatus.NonFiniteInput);
        if (counts.Any(count => count < 0 || count != Math.Floor(count))) return new(AnalysisStatus.InvalidArgument);
        double a = successA + 1, b = failureA + 1, c = successB + 1, d = failureB + 1;
        double meanA = a / (a + b), meanB = c / (c + d);

        // E[p 1(...)] under Beta(a, b) is E[p] times the chance under Beta(a + 1, b).
        return new(
            AnalysisStatus.Ok, Beats(a, b, c, d),
            Math.Max(0, (meanA * Beats(c, d, a + 1, b)) - (meanB * Beats(c + 1, d, a, b))),
            Math.Max(0, (meanB * Beats(a, b, c + 1, d)) - (meanA * Beats(a + 1, b, c, d))),
            meanA, meanB);
    }

    /// <summary>P(Beta(c, d) &gt; Beta(a, b)) for whole c.</summary>
    /// <remarks>
    /// The sum over i below c of B(a+i, b+d) / ((d+i) B(1+i, d) B(a, b)): neighbours stand in a rational ratio, so it
    /// runs outward from the greatest term and only that one needs a logarithm. Miller, "Formulas for Bayesian A/B
    /// testing", 2015.
    /// </remarks>
    private static double Beats(double a, double b, double c, double d)
    {
        var last = (long)c - 1;
        double Ratio(double i) => (a + i) / (a + i + b + d) * ((d + i) / (1 + i));
        long low = 0, high = last;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Ratio(middle) >= 1) low = middle + 1;
            else high = middle;
        }

        double sum = 1, term = 1;
        for (var i = low; i < last && term > 1e-20 * sum; i++) sum += term *= Ratio(i);
        term = 1;
        for (var i = low; i > 0 && term > 1e-20 * sum; i--) sum += term /= Ratio(i - 1);
        var log = GammaRatio.LogBeta(a + low, b + d) - Math.Log(d + low) - GammaRatio.LogBeta(1 + low, d)
            - GammaRatio.LogBeta(a, b);
        return Math.Min(1, Math.Exp(log) * sum);
    }
}
