namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>Both arms with extreme values drawn in to common caps, so that a few learners do not decide.</summary>
public sealed record Winsorization(
    AnalysisStatus Status, double[] A, double[] B, double? LowerCap, double? UpperCap, int CappedA, int CappedB)
{
    /// <param name="lower">Quantile of the lower cap over both arms together; null: none.</param>
    /// <param name="upper">Of the upper cap.</param>
    /// <param name="withoutZeros">Take the quantiles of what is not 0, for metrics where most learners do
    /// nothing.</param>
    public static Winsorization Of(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, double? lower, double? upper, bool withoutZeros)
    {
        if (lower is not (null or (>= 0 and <= 1)) || upper is not (null or (>= 0 and <= 1)) || lower > upper)
            return new(AnalysisStatus.InvalidArgument, [], [], null, null, 0, 0);
        if (!OrderStatistics.AllFinite(a) || !OrderStatistics.AllFinite(b))
            return new(AnalysisStatus.NonFiniteInput, [], [], null, null, 0, 0);
        double[] pooled = [.. a, .. b];
        if (withoutZeros) pooled = [.. pooled.Where(value => value != 0)];
        Array.Sort(pooled);
        double? floor = lower is { } low && pooled.Length > 0 ? OrderStatistics.Quantile(pooled, low) : null;
        double? cap = upper is { } high && pooled.Length > 0 ? OrderStatistics.Quantile(pooled, high) : null;
        double[] cappedA = a.ToArray(), cappedB = b.ToArray();
        var changed = (Clamp(cappedA, floor, cap), Clamp(cappedB, floor, cap));
        return new(AnalysisStatus.Ok, cappedA, cappedB, floor, cap, changed.Item1, changed.Item2);
    }

    private static int Clamp(double[] values, double? floor, double? cap)
    {
        var changed = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i] > cap ? cap.Value : values[i] < floor ? floor.Value : values[i];
            if (value != values[i]) changed++;
            values[i] = value;
        }

        return changed;
    }
}
