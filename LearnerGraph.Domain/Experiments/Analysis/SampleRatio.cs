using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>
/// Whether the arms are as large as planned; if not, something drops learners and no result can be believed.
/// </summary>
/// <param name="Expected">Learners expected in each arm, in the order given; null where there is no answer.</param>
/// <param name="Leaked">Learners seen in arms of weight 0, who should not exist.</param>
public sealed record SampleRatio(
    AnalysisStatus Status, double? ChiSquare = null, double? DegreesOfFreedom = null, double? P = null,
    IReadOnlyList<double>? Expected = null, double Leaked = 0)
{
    /// <summary>p below which the result is called invalid.</summary>
    public const double Threshold = 0.001;

    private const double PriorLearners = 100;

    /// <summary>The check that holds at every look says so.</summary>
    public bool IsAlarmed { get; init; }

    public bool IsMismatch => P < Threshold || Leaked > 0 || IsAlarmed;

    /// <summary>
    /// Pearson's chi-squared of counts against weights; arms of weight 0 take no part and cost no degree.
    /// </summary>
    public static SampleRatio Check(IReadOnlyList<double> observed, IReadOnlyList<double> weights)
    {
        if (observed.Count != weights.Count || weights.Any(weight => !(weight >= 0 && double.IsFinite(weight)))
            || observed.Any(count => !(count >= 0 && double.IsFinite(count)))
            || weights.Count(weight => weight > 0) < 2)
            return new(AnalysisStatus.InvalidArgument);
        var planned = weights.Sum();
        double seen = 0, leaked = 0;
        for (var i = 0; i < weights.Count; i++)
        {
            if (weights[i] > 0) seen += observed[i];
            else leaked += observed[i];
        }

        if (seen == 0) return new(AnalysisStatus.InsufficientData, Leaked: leaked);
        var expected = weights.Select(weight => seen * (weight / planned)).ToArray();
        var chiSquare = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i] > 0) chiSquare += (observed[i] - expected[i]) * (observed[i] - expected[i]) / expected[i];
        }

        var df = weights.Count(weight => weight > 0) - 1;
        return new(AnalysisStatus.Ok, chiSquare, df, ChiSquared.Above(chiSquare, df), expected, leaked);
    }

    /// <summary>
    /// The check that may be repeated at every look: the Bayes factor of a Dirichlet-multinomial against the plan is
    /// an e-process, so min(1, 1 / its running maximum) is a p that holds at all looks at once.
    /// </summary>
    /// <param name="cumulative">Counts by arm, growing from look to look.</param>
    /// <remarks>Lindon and Malek 2022, arXiv 2011.03567.</remarks>
    public static IReadOnlyList<SampleRatioLook> Watch(
        IReadOnlyList<IReadOnlyList<double>> cumulative, IReadOnlyList<double> shares, IReadOnlyList<double> dirichlet)
    {
        var looks = new List<SampleRatioLook>(cumulative.Count);
        var greatest = double.NegativeInfinity;
        foreach (var counts in cumulative)
        {
            var logFactor = LogBayesFactor(counts, shares, dirichlet);
            greatest = Math.Max(greatest, logFactor);
            looks.Add(new(logFactor, Math.Min(1, Math.Exp(-greatest))));
        }

        return looks;
    }

    /// <summary>The same under the product's prior, which weighs as much as a hundred learners.</summary>
    public static IReadOnlyList<SampleRatioLook> Watch(
        IReadOnlyList<IReadOnlyList<double>> cumulative, IReadOnlyList<double> shares) =>
        Watch(cumulative, shares, [.. shares.Select(share => share * PriorLearners)]);

    /// <summary>Null where shares, prior and counts do not fit each other or counts fall.</summary>
    public static AnalysisStatus CheckWatch(
        IReadOnlyList<IReadOnlyList<double>> cumulative, IReadOnlyList<double> shares, IReadOnlyList<double> dirichlet)
    {
        var arms = shares.Count;
        if (arms < 2 || dirichlet.Count != arms || shares.Any(share => !(share > 0 && share <= 1))
            || Math.Abs(shares.Sum() - 1) > 1e-6 || dirichlet.Any(weight => !(weight > 0 && double.IsFinite(weight))))
            return AnalysisStatus.InvalidArgument;
        for (var look = 0; look < cumulative.Count; look++)
        {
            if (cumulative[look].Count != arms) return AnalysisStatus.InvalidArgument;
            for (var i = 0; i < arms; i++)
            {
                var before = look == 0 ? 0 : cumulative[look - 1][i];
                if (!(cumulative[look][i] >= before && double.IsFinite(cumulative[look][i])))
                    return AnalysisStatus.InvalidArgument;
            }
        }

        return cumulative.Count == 0 ? AnalysisStatus.InsufficientData : AnalysisStatus.Ok;
    }

    // ln of G(A)/G(A+n) * prod G(a+S)/G(a) * prod theta^-S, arranged so that the terms of size n ln n cancel unseen.
    private static double LogBayesFactor(
        IReadOnlyList<double> counts, IReadOnlyList<double> shares, IReadOnlyList<double> dirichlet)
    {
        double n = counts.Sum(), prior = dirichlet.Sum();
        var sum = -((prior - 0.5) * Elementary.Log1P(n / prior))
            - GammaRatio.StirlingError(prior + n) + GammaRatio.StirlingError(prior);
        for (var i = 0; i < counts.Count; i++)
        {
            double a = dirichlet[i], s = counts[i];
            sum += (s * Math.Log((a + s) / ((prior + n) * shares[i]))) + ((a - 0.5) * Elementary.Log1P(s / a))
                + GammaRatio.StirlingError(a + s) - GammaRatio.StirlingError(a);
        }

        return sum;
    }
}

/// <summary>One look of the repeated check.</summary>
public readonly record struct SampleRatioLook(double LogBayesFactor, double P);
