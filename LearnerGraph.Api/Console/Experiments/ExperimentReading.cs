using LearnerGraph.Api.Console.Charts;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;

namespace LearnerGraph.Api.Console.Experiments;

/// <summary>What may be read from a comparison at this moment: its relative change, interval and reading.</summary>
/// <param name="Lower">Before the planned end of the interval that holds at every look, at it of the plain one.</param>
/// <param name="Limit">What a guardrail allows, in the direction of harm; null for other roles.</param>
internal sealed record ExperimentReading(
    MetricKind Metric, MetricRole Role, Comparison Comparison, double? Change, double? Lower, double? Upper,
    Reading Reading, double? Limit)
{
    public string ReadingInWords => (Role, Reading) switch
    {
        (_, Reading.Missing) => "… no number",
        (MetricRole.Guardrail, Reading.Within) => "■ within the limit",
        (MetricRole.Guardrail, Reading.Worse) => "▼ worse and past the limit",
        (MetricRole.Guardrail, Reading.Better) => "▲ better",
        (MetricRole.Guardrail, _) => "○ not settled",
        (_, Reading.Better) => "▲ better",
        (_, Reading.Worse) => "▼ worse",
        _ => "○ not clear yet",
    };

    public static IEnumerable<ExperimentReading> All(Experiment experiment, ExperimentResults results) =>
        from metric in results.Metrics
        from comparison in metric.Comparisons
        select Of(experiment.Plan, results, metric, comparison);

    /// <summary>The one that the headline speaks of: the clearest comparison of the primary metric.</summary>
    public static ExperimentReading? Headline(Experiment experiment, ExperimentResults results) =>
        All(experiment, results).Where(one => one.Role is MetricRole.Primary)
            .OrderBy(one => one.Reading is Reading.Better ? 0 : 1)
            .ThenBy(one => one.Comparison.P ?? 2).FirstOrDefault();

    private static ExperimentReading Of(
        ExperimentPlan plan, ExperimentResults results, MetricResult metric, Comparison comparison)
    {
        var isHigherBetter = Domain.Experiments.Metric.Of(metric.Metric).HigherIsBetter;
        double? limit = metric.Role is MetricRole.Guardrail
            ? plan.Guardrails.First(guard => guard.Metric == metric.Metric).Margin * (isHigherBetter ? -1 : 1)
            : null;
        var (lower, upper) = Bounds(results, metric, comparison);
        var reading = comparison.Status is not AnalysisStatus.Ok || comparison.RelativeLift is not { } change
            ? Reading.Missing
            : metric.Role is MetricRole.Guardrail ? Guarded(plan, metric, comparison)
            : !comparison.IsSignificant ? Reading.Unclear
            : change > 0 == isHigherBetter ? Reading.Better : Reading.Worse;
        return new(
            metric.Metric, metric.Role, comparison, comparison.RelativeLift, lower, upper, reading, limit);
    }

    // A guardrail has one test at its own level; the others may be looked at every day until the planned end.
    private static (double? Lower, double? Upper) Bounds(
        ExperimentResults results, MetricResult metric, Comparison comparison)
    {
        if (results.IsInterim && metric.Role is not MetricRole.Guardrail && comparison.Sequential is { } always
            && metric.Control.Mean is { } mean && mean != 0)
        {
            return (always.Interval.Lower / Math.Abs(mean), always.Interval.Upper / Math.Abs(mean));
        }

        return (comparison.RelativeLiftInterval?.Lower, comparison.RelativeLiftInterval?.Upper);
    }

    private static Reading Guarded(ExperimentPlan plan, MetricResult metric, Comparison comparison)
    {
        var margin = plan.Guardrails.First(guard => guard.Metric == metric.Metric).Margin;
        return Verdict.Judge(comparison.Guard, margin * Math.Abs(metric.Control.Mean ?? 0), plan) switch
        {
            GuardrailState.Breached => Reading.Worse,
            GuardrailState.Passed => Reading.Within,
            _ => Reading.Unclear,
        };
    }
}
