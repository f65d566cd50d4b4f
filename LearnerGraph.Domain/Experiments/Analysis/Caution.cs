namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>
/// What the simulations behind docs/experiments.md show to move a test off its level: said beside the figure, since no
/// figure can tell it.
/// </summary>
internal static class Caution
{
    private const double FewestSuccesses = 50;
    private const int FewestLearners = 200;
    private const double UnevenArms = 3;

    /// <summary>Learners an arm needs per squared skewness before a mean's test keeps its level.</summary>
    /// <remarks>Kohavi, Deng, Longbotham and Xu, "Seven rules of thumb for web site experimenters", KDD 2014, rule
    /// 7.</remarks>
    private const double PerSquaredSkewness = 355;

    public static string? Of(Metric metric, ArmOutcomes control, ArmOutcomes treatment)
    {
        int fewest = Math.Min(control.Values.Length, treatment.Values.Length);
        if (fewest < 2) return null;
        if (metric.Shape is MetricShape.Proportion)
        {
            double rarest = Math.Min(Rarest(control.Values), Rarest(treatment.Values));
            return rarest < FewestSuccesses
                ? $"An arm has only {rarest:0} learners of the rarer kind: with fewer than {FewestSuccesses:0} the "
                    + "test may reject more or less often than its level says."
                : null;
        }

        if (metric.Shape is MetricShape.Mean)
        {
            double skewness = Math.Max(
                Math.Abs(Skewness(control.Values)), Math.Abs(Skewness(treatment.Values)));
            double needed = Math.Max(FewestLearners, PerSquaredSkewness * skewness * skewness);

            // Equal arms are skewed alike, so that the difference is not: only uneven ones need so many.
            double ratio = Math.Max(control.Values.Length, treatment.Values.Length) / (double)fewest;
            if (ratio >= UnevenArms && fewest < needed)
            {
                return $"Values are skewed and arms uneven: with fewer than {Math.Ceiling(needed):0} learners in the "
                    + "smaller arm the test may reject more often than its level says.";
            }
        }

        return fewest < FewestLearners
            ? $"Fewer than {FewestLearners} learners in an arm: the test may be off its level."
            : null;
    }

    /// <summary>Third standardized moment; 0 for constant or fewer than three values.</summary>
    internal static double Skewness(ReadOnlySpan<double> values)
    {
        if (values.Length < 3) return 0;
        double mean = 0;
        foreach (double value in values) mean += value / values.Length;
        double second = 0, third = 0;
        foreach (double value in values)
        {
            double deviation = value - mean;
            second += deviation * deviation;
            third += deviation * deviation * deviation;
        }

        double variance = second / values.Length;
        return variance > 0 ? third / values.Length / (variance * Math.Sqrt(variance)) : 0;
    }

    private static double Rarest(double[] values)
    {
        double successes = values.Sum();
        return Math.Min(successes, values.Length - successes);
    }
}
