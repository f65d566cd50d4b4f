using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Simulation.Proving;

/// <summary>One guide beside the curriculum, over the same learners.</summary>
/// <param name="Mastery">Mean true mastery at the end.</param>
/// <param name="Gain">Mastery above the curriculum's, paired by learner.</param>
/// <param name="GapClosed">Of the way from the curriculum to the oracle, as a share.</param>
/// <param name="GapClosedBySeed">The same for each seed alone.</param>
/// <param name="Minutes">Practice minutes of a learner, mean.</param>
/// <param name="MinutesLift">Minutes above the curriculum's, as a share.</param>
/// <param name="Later">Mean mastery after thirty more days without practice.</param>
/// <param name="RightShare">Share of right answers.</param>
/// <param name="GoneShare">Share of learners who gave up.</param>
/// <param name="AnswersPerLearner">Mean.</param>
public sealed record GuideResult(
    string Guide,
    Estimate Mastery,
    Estimate Gain,
    Estimate GapClosed,
    IReadOnlyList<double> GapClosedBySeed,
    Estimate Minutes,
    Estimate MinutesLift,
    double MasteredShare,
    double Later,
    double RightShare,
    double GoneShare,
    double AnswersPerLearner);

/// <summary>Compares guides by what they made of the same learners.</summary>
public static class ProvingComparison
{
    /// <summary>Normal quantile of a 95 % interval: samples here are in the hundreds or more.</summary>
    private const double Z = 1.959963984540054;

    /// <param name="lives">By seed and learner, the same layout for all three.</param>
    /// <remarks>Ratios have intervals by the delta method: r = Σa/Σb has variance var(a − r b) / (n b̄²).</remarks>
    public static GuideResult Compare(
        string guide, IReadOnlyList<ProvingLife[]> lives, IReadOnlyList<ProvingLife[]> curriculum,
        IReadOnlyList<ProvingLife[]> oracle)
    {
        var (own, low, top) = (Flat(lives), Flat(curriculum), Flat(oracle));
        double[] mastery = Each(own, life => life.Mastery), minutes = Each(own, life => life.Minutes);
        double[] gain = Minus(mastery, Each(low, life => life.Mastery));
        double[] gap = Minus(Each(top, life => life.Mastery), Each(low, life => life.Mastery));
        var ratio = Ratio(minutes, Each(low, life => life.Minutes));
        var bySeed = new double[lives.Count];
        for (int seed = 0; seed < bySeed.Length; seed++)
        {
            double from = curriculum[seed].Average(life => life.Mastery);
            bySeed[seed] = (lives[seed].Average(life => life.Mastery) - from)
                / (oracle[seed].Average(life => life.Mastery) - from);
        }

        return new GuideResult(
            guide, Mean(mastery), Mean(gain), Ratio(gain, gap), bySeed, Mean(minutes),
            new Estimate(ratio.Value - 1, ratio.Low - 1, ratio.High - 1),
            own.Average(life => life.Mastered), own.Average(life => life.Later),
            own.Sum(life => (double)life.Right) / Math.Max(1, own.Sum(life => (double)life.Answers)),
            own.Average(life => life.IsGone ? 1.0 : 0), own.Average(life => life.Answers));
    }

    private static ProvingLife[] Flat(IReadOnlyList<ProvingLife[]> lives) => [.. lives.SelectMany(seed => seed)];

    private static double[] Each(ProvingLife[] lives, Converter<ProvingLife, double> value) =>
        Array.ConvertAll(lives, value);

    private static double[] Minus(double[] a, double[] b)
    {
        double[] difference = new double[a.Length];
        for (int i = 0; i < a.Length; i++) difference[i] = a[i] - b[i];
        return difference;
    }

    private static Estimate Mean(double[] values)
    {
        var moments = Moments.Of(values);
        double half = Z * Math.Sqrt(moments.MeanVariance);
        return new Estimate(moments.Mean, moments.Mean - half, moments.Mean + half);
    }

    private static Estimate Ratio(double[] above, double[] below)
    {
        double under = Moments.Of(below).Mean, ratio = Moments.Of(above).Mean / under;
        double[] rest = new double[above.Length];
        for (int i = 0; i < rest.Length; i++) rest[i] = above[i] - (ratio * below[i]);
        double half = Z * Math.Sqrt(Moments.Of(rest).MeanVariance) / Math.Abs(under);
        return new Estimate(ratio, ratio - half, ratio + half);
    }
}
