using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;
using Spectre.Console;

namespace LearnerGraph.Api.Experiments;

/// <summary>A result as the verbs print it: the names of the GraphQL fields, numbers that JSON can hold.</summary>
internal static class ResultDocument
{
    public static object Of(Experiment experiment, ExperimentResults results) => new
    {
        experiment = experiment.Key,
        status = experiment.Status,
        phase = experiment.Phase,
        results.AsOf,
        results.Exposures,
        results.IsInterim,
        results.Decision,
        results.DecisionReason,
        results.DaysToSignificance,
        sampleRatio = new
        {
            results.Observed,
            results.SampleRatio.ChiSquare,
            pValue = results.SampleRatio.P,
            sequentialPValue = results.SequentialSampleRatioP,
            results.SampleRatio.Leaked,
            mismatch = results.SampleRatio.IsMismatch,
        },
        results.Sets,
        results.Provenance.SettingsHash,
        results.Provenance.DataHash,
        slices = results.Slices.Select(slice => new
        {
            slice.Treatment,
            heterogeneityQ = slice.Heterogeneity.Q,
            heterogeneityPValue = slice.Heterogeneity.P,
            slices = slice.Slices.Select(one => new { name = one.Slice, comparison = Of(one.Comparison) }).ToArray(),
        }).ToArray(),
        metrics = results.Metrics.Select(metric => new
        {
            metric.Metric,
            metric.Role,
            metric.Control,
            comparisons = metric.Comparisons.Select(Of).ToArray(),
        }).ToArray(),
    };

    public static Table Table(ExperimentResults results)
    {
        var table = new Table().Border(TableBorder.Markdown)
            .AddColumns("metric", "role", "variant", "control", "treatment", "lift", "interval", "adjusted p", "note");
        foreach (var metric in results.Metrics)
        {
            foreach (var one in metric.Comparisons)
            {
                table.AddRow(
                    $"{metric.Metric}", $"{metric.Role}", Markup.Escape(one.Treatment.Variant),
                    $"{metric.Control.Mean:0.####}", $"{one.Treatment.Mean:0.####}", $"{one.RelativeLift:+0.0%;-0.0%}",
                    one.RelativeLiftInterval is { } interval ? $"{interval.Lower:0.0%} to {interval.Upper:0.0%}" : "",
                    $"{one.AdjustedP:0.####}", Markup.Escape(one.Warning ?? ""));
            }
        }

        return table;
    }

    private static object Of(Comparison one) => new
    {
        one.Status,
        one.Treatment,
        one.Test,
        one.Statistic,
        one.DegreesOfFreedom,
        pValue = one.P,
        adjustedPValue = one.AdjustedP,
        log10PValue = one.Log10P,
        one.Difference,
        one.DifferenceInterval,
        one.RelativeLift,
        one.RelativeLiftInterval,
        one.Effect?.CohensD,
        one.Effect?.CohensDInterval,
        one.Effect?.HedgesG,
        one.Effect?.HedgesGInterval,
        effectMagnitude = one.Effect?.Magnitude,
        sequential = one.Sequential is { } always ? new { pValue = always.P, always.Interval } : null,
        one.VarianceReduced,
        one.FiellerInterval,
        one.Ranks,
        quantiles = one.Quantiles.Select(QuantileNode.Of).ToArray(),
        nonInferiority = one.Guard,
        one.ChanceToBeatControl,
        one.ExpectedLoss,
        one.IsSignificant,
        one.Warning,
    };
}
