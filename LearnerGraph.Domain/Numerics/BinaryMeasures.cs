namespace LearnerGraph.Domain.Numerics;

/// <summary>Rows whose prediction lay in [From, To): how many, their mean prediction and their share of yes.</summary>
/// <param name="Predicted">Null without rows, as is <paramref name="Realised"/>.</param>
public sealed record CalibrationBin(double From, double To, int Count, double? Predicted, double? Realised);

/// <summary>How good predicted chances of a yes are: order, surprise and honesty.</summary>
/// <remarks>See docs/algorithms/models.md. All take as many outcomes as predictions and answer null without
/// rows.</remarks>
public static class BinaryMeasures
{
    /// <summary>Bins of equal width that calibration is measured in.</summary>
    public const int Bins = 10;

    /// <summary>
    /// Area under the ROC curve: the chance that a random yes was predicted higher than a random no, ties counting
    /// half.
    /// Null where all outcomes are the same.
    /// </summary>
    /// <remarks>Mann–Whitney U over mid-ranks; O(n log n).</remarks>
    public static double? AreaUnderCurve(ReadOnlySpan<double> predictions, ReadOnlySpan<bool> outcomes)
    {
        CheckLengths(predictions, outcomes);
        double[] keys = predictions.ToArray();
        bool[] sorted = outcomes.ToArray();
        Array.Sort(keys, sorted);

        double positives = 0, ranks = 0;
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start];) end++;
            double middle = (start + 1 + end) / 2.0;
            for (int i = start; i < end; i++)
            {
                if (!sorted[i]) continue;
                positives++;
                ranks += middle;
            }
        }

        double negatives = keys.Length - positives;
        return positives == 0 || negatives == 0
            ? null
            : (ranks - (positives * (positives + 1) / 2)) / (positives * negatives);
    }

    /// <summary>Mean of -ln of the chance given to what happened, chances held inside [1e-6, 1 - 1e-6].</summary>
    public static double? LogLoss(ReadOnlySpan<double> predictions, ReadOnlySpan<bool> outcomes)
    {
        CheckLengths(predictions, outcomes);
        if (predictions.IsEmpty) return null;

        double sum = 0;
        for (int i = 0; i < predictions.Length; i++)
        {
            double p = Math.Clamp(predictions[i], 1e-6, 1 - 1e-6);
            sum -= Math.Log(outcomes[i] ? p : 1 - p);
        }

        return sum / predictions.Length;
    }

    /// <summary>
    /// Expected calibration error: Σ over bins of their share times |mean prediction - share of yes|.
    /// </summary>
    public static double? CalibrationError(ReadOnlySpan<double> predictions, ReadOnlySpan<bool> outcomes)
    {
        CheckLengths(predictions, outcomes);
        if (predictions.IsEmpty) return null;

        Span<double> gap = stackalloc double[Bins];
        gap.Clear();
        for (int i = 0; i < predictions.Length; i++)
        {
            int bin = Math.Clamp((int)(predictions[i] * Bins), 0, Bins - 1);
            gap[bin] += predictions[i] - (outcomes[i] ? 1 : 0);
        }

        double sum = 0;
        foreach (double difference in gap) sum += Math.Abs(difference);
        return sum / predictions.Length;
    }

    /// <summary>
    /// Predictions between two bounds in bins of equal width, each with what was promised and what came.
    /// </summary>
    public static IReadOnlyList<CalibrationBin> Calibration(
        ReadOnlySpan<double> predictions, ReadOnlySpan<bool> outcomes, double from, double to, int bins)
    {
        CheckLengths(predictions, outcomes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        int[] count = new int[bins];
        double[] predicted = new double[bins], realised = new double[bins];
        for (int i = 0; i < predictions.Length; i++)
        {
            if (!(predictions[i] >= from && predictions[i] < to)) continue;
            int bin = Math.Min((int)((predictions[i] - from) / (to - from) * bins), bins - 1);
            count[bin]++;
            predicted[bin] += predictions[i];
            realised[bin] += outcomes[i] ? 1 : 0;
        }

        double width = (to - from) / bins;
        return
        [
            .. Enumerable.Range(0, bins).Select(bin => new CalibrationBin(
                from + (bin * width), from + ((bin + 1) * width), count[bin],
                count[bin] == 0 ? null : predicted[bin] / count[bin],
                count[bin] == 0 ? null : realised[bin] / count[bin])),
        ];
    }

    private static void CheckLengths(ReadOnlySpan<double> predictions, ReadOnlySpan<bool> outcomes) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(outcomes.Length, predictions.Length, nameof(outcomes));
}
