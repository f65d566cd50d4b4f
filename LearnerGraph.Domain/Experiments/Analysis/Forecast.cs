namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>How long it still takes.</summary>
internal static class Forecast
{
    /// <summary>
    /// Days until the primary metric's clearest comparison would be significant, if effect, spread and pace stayed.
    /// </summary>
    public static double? DaysToSignificance(
        Experiment experiment, IReadOnlyList<MetricResult> metrics, int exposed, DateTimeOffset asOf)
    {
        var comparisons = metrics[0].Comparisons;
        if (comparisons.Any(comparison => comparison.IsSignificant)) return 0;
        var days = (asOf - (experiment.StartedAt ?? asOf)).TotalDays;
        var clearest = comparisons.Where(comparison => comparison.P is not null).MinBy(comparison => comparison.P);
        if (days <= 0 || exposed == 0 || clearest is not { Estimate: { T: { } t, StandardError: > 0 } estimate })
            return null;

        // z grows with the root of the number of learners; the planned power is wanted, not a coin's toss.
        var plan = experiment.Plan;
        var alpha = plan.SignificanceLevel / comparisons.Count;
        var needed = Numerics.Normal.UpperQuantile(alpha / 2) + Numerics.Normal.Quantile(plan.Power);
        var growth = needed / Math.Abs(t);
        var more = days * ((growth * growth) - 1);
        return estimate.Difference == 0 || !(more < 36_500) ? null : Math.Max(0, more);
    }
}
