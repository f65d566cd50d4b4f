namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>Quantiles of samples.</summary>
public static class OrderStatistics
{
    /// <summary>Quantile of type 7: linear between order statistics at h = (n - 1) p.</summary>
    /// <remarks>Hyndman and Fan, The American Statistician 50, 1996.</remarks>
    public static double Quantile(ReadOnlySpan<double> sorted, double p)
    {
        if (sorted.IsEmpty) return double.NaN;
        var h = (sorted.Length - 1) * p;
        var below = (int)Math.Floor(h);
        if (below >= sorted.Length - 1) return sorted[^1];
        return sorted[below] + ((h - below) * (sorted[below + 1] - sorted[below]));
    }

    public static double[] Sorted(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    public static bool AllFinite(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) return false;
        }

        return true;
    }
}
