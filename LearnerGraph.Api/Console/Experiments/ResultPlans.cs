using LearnerGraph.Api.Console.Charts;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;

namespace LearnerGraph.Api.Console.Experiments;

/// <summary>The pictures of a result, from the same rows as the tables beside them.</summary>
internal static class ResultPlans
{
    private const int FirstSteadyDay = 3;

    public static ExperimentReading? Lead(Experiment experiment, ExperimentResults results) =>
        ExperimentReading.Headline(experiment, results);

    public static ForestPlan Forest(
        Experiment experiment, ExperimentResults results, string treatment, IReadOnlyList<ExperimentReading> rows)
    {
        var finding = string.Join("; ", rows.Select(row =>
            $"{MetricWords.Name(row.Metric)} {Figures.Change(row.Change)}, {row.ReadingInWords[2..]}"));
        return new(
            $"{treatment}: change against control, {Figures.Share(1 - experiment.Plan.SignificanceLevel, 0)} intervals"
            + (results.IsInterim ? " valid at every look" : ""),
            finding,
            [.. rows.Select(row => new ForestRow(
                $"{MetricWords.Label(row.Metric)}{(row.Role is MetricRole.Guardrail ? ", guardrail" : "")}",
                row.Change, row.Lower, row.Upper, row.Reading, row.Limit, "no number yet"))],
            value => Figures.Change(value, Math.Abs(value) < 0.0095 && value != 0 ? 1 : 0),
            Math.Abs(experiment.Plan.TargetLift));
    }

    public static LinePlan ByDay(Experiment experiment, IReadOnlyList<DayLook> looks)
    {
        var points = looks.Select(look => (look.Day, Lead: Lead(experiment, look.Results)))
            .Select(look => new LinePoint(look.Day, look.Lead?.Change, look.Lead?.Lower, look.Lead?.Upper)).ToArray();
        var name = MetricWords.Name(experiment.Plan.PrimaryMetric);
        var steady = points.Where(point => point.X >= FirstSteadyDay || looks.Count == 1)
            .SelectMany(point => new[] { point.Lower, point.Upper, point.Y }).OfType<double>().Append(0).ToArray();
        return new(
            $"Change in {name} by day since the start",
            $"On day {looks[^1].Day}: {Figures.Change(points[^1].Y)}, "
            + $"{Figures.ChangeInterval(points[^1].Lower, points[^1].Upper)}.",
            [new(name, points)], "days since the start", day => Figures.Signed(day, 0, plus: false),
            value => Figures.Change(value, 0))
        {
            WorthHaving = Math.Abs(experiment.Plan.TargetLift),
            Down = experiment.Plan.PlannedDays <= looks[^1].Day * 2
                ? [new(experiment.Plan.PlannedDays, "planned end")]
                : [],
            SpanY = steady.Length > 1 ? Scale.Span(steady) : null,
        };
    }

    public static HistogramPlan Spread(Experiment experiment, IReadOnlyList<ArmHistory> arms)
    {
        var metric = Metric.Of(experiment.Plan.PrimaryMetric);
        var (edges, groups) = HistogramPlan.Count([.. arms.Select(arm => (arm.Variant, arm.Values))]);
        return new(
            $"{MetricWords.Name(metric.Kind)} per learner, by arm",
            string.Join("; ", arms.Select(arm =>
                $"{arm.Variant}: median {MetricWords.Value(metric.Kind, Median(arm.Values))}")) + ".",
            edges, groups, metric.Unit, value => Figures.Signed(value, edges[^1] < 10 ? 1 : 0, plus: false));
    }

    public static LinePlan Arrivals(Experiment experiment, IReadOnlyList<ArmHistory> arms)
    {
        var days = arms.SelectMany(arm => arm.Arrivals.Keys).ToArray();
        var (first, last) = (days.Min(), days.Max());
        var series = arms.Select(arm =>
        {
            var sum = 0;
            return new LineSeries(
                arm.Variant,
                [.. Enumerable.Range(0, last - first + 1)
                    .Select(day => new LinePoint(day, sum += arm.Arrivals.GetValueOrDefault(first + day)))]);
        }).ToArray();
        return new(
            "Learners per arm by day",
            string.Join(", ", series.Select(one => $"{one.Name} {Figures.Count(one.Points[^1].Y)}")) + " learners.",
            series, "days since the first exposure", day => Figures.Signed(day, 0, plus: false),
            count => Figures.Short(count));
    }

    private static double Median(double[] values) =>
        OrderStatistics.Quantile(OrderStatistics.Sorted(values), 0.5);
}
