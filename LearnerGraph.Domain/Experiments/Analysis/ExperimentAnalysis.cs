namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>From what learners did to what an experiment says. Pure: the same outcomes give the same results.</summary>
/// <remarks>
/// The primary metric's treatments are one Holm family, the secondary metrics' another; guardrails have their own
/// one-sided tests. Before the planned end only the sequential figures may be called significant.
/// </remarks>
public static class ExperimentAnalysis
{
    /// <summary>Learners in both arms at which the confidence sequence is tightest.</summary>
    public const double TightestAt = 5_000;

    private const int FewestToCap = 1_000;

    /// <param name="exposed">Learners by variant, whether or not they have a value in a metric.</param>
    public static ExperimentResults Analyze(
        Experiment experiment, IReadOnlyDictionary<string, int> exposed, IReadOnlyList<MetricOutcomes> outcomes,
        DateTimeOffset asOf)
    {
        var plan = experiment.Plan;
        var counts = plan.Variants.Select(variant => (double)exposed.GetValueOrDefault(variant.Key)).ToArray();
        var ratio = SampleRatio.Check(counts, [.. plan.Variants.Select(variant => variant.Weight)]);
        var total = (int)counts.Sum();
        var observed = plan.Variants
            .Select((variant, i) => new VariantCount(variant.Key, variant.Weight * total, (int)counts[i])).ToArray();
        var end = experiment.StartedAt?.AddDays(plan.PlannedDays);
        var isInterim = end is null || asOf < end;

        var metrics = new List<MetricResult>();
        foreach (var (kind, role) in Roles(plan))
        {
            var arms = outcomes.FirstOrDefault(metric => metric.Metric == kind)?.Arms ?? [];
            metrics.Add(Compare(experiment, kind, role, arms, asOf));
        }

        Adjust(metrics, MetricRole.Primary, plan, isInterim);
        Adjust(metrics, MetricRole.Secondary, plan, isInterim);
        var (decision, reason) = Verdict.Of(experiment, ratio, metrics, total, asOf, isInterim);
        var days = Forecast.DaysToSignificance(experiment, metrics, total, asOf);
        return new(asOf, total, ratio, observed, metrics, isInterim, decision, reason, days);
    }

    /// <summary>Every metric that the plan names, with its role; a guarded one appears again as a guardrail.</summary>
    public static IEnumerable<(MetricKind Kind, MetricRole Role)> Roles(ExperimentPlan plan) =>
        plan.SecondaryMetrics.Select(kind => (kind, MetricRole.Secondary))
            .Prepend((plan.PrimaryMetric, MetricRole.Primary))
            .Concat(plan.Guardrails.Select(guardrail => (guardrail.Metric, MetricRole.Guardrail)));

    private static MetricResult Compare(
        Experiment experiment, MetricKind kind, MetricRole role, IReadOnlyList<ArmOutcomes> arms, DateTimeOffset asOf)
    {
        var (plan, metric) = (experiment.Plan, Metric.Of(kind));
        var all = plan.Variants
            .Select(variant => arms.FirstOrDefault(arm => arm.Variant == variant.Key) ?? new(variant.Key, [], [], []))
            .ToArray();
        var cap = Cap(metric, all);
        var control = all.Single(arm => arm.Variant == plan.Control.Key);
        var comparisons = new List<Comparison>();
        foreach (var arm in all.Where(arm => arm != control))
        {
            var comparison = ArmComparison.Of(metric, control, arm, plan.SignificanceLevel);
            comparison = comparison with
            {
                Sequential = SequentialLooks.At(experiment, metric, control, comparison, asOf),
                Warning = comparison.Warning ?? cap,
            };
            if (role is MetricRole.Guardrail) comparison = Guard(plan, metric, control, comparison);
            comparisons.Add(comparison);
        }

        return new(kind, role, ArmComparison.Summarize(metric, control), comparisons);
    }

    private static Comparison Guard(ExperimentPlan plan, Metric metric, ArmOutcomes control, Comparison comparison)
    {
        var margin = plan.Guardrails.First(guardrail => guardrail.Metric == metric.Kind).Margin;
        var baseline = ArmComparison.Summarize(metric, control).Mean ?? 0;
        var test = NonInferiority.Test(
            comparison.Estimate, margin * Math.Abs(baseline), metric.HigherIsBetter, plan.SignificanceLevel);
        return comparison with
        {
            Guard = test,
            AdjustedP = comparison.P,
            IsSignificant = test.PHarm < plan.SignificanceLevel,
            Warning = comparison.Warning ?? Verdict.Describe(Verdict.Judge(test, margin * Math.Abs(baseline), plan)),
        };
    }

    // Values above the common quantile of all arms are drawn down, where there are enough to estimate it.
    private static string? Cap(Metric metric, ArmOutcomes[] arms)
    {
        var count = arms.Sum(arm => arm.Values.Length);
        if (metric.CapQuantile is not { } quantile || count < FewestToCap) return null;
        var pooled = OrderStatistics.Sorted(arms.SelectMany(arm => arm.Values).ToArray());
        var cap = OrderStatistics.Quantile(pooled, quantile);
        if (!double.IsFinite(cap) || !(pooled[^1] > cap)) return null;
        for (var i = 0; i < arms.Length; i++)
            arms[i] = arms[i] with { Values = [.. arms[i].Values.Select(value => Math.Min(value, cap))] };
        return $"Values above {cap:0.##} {metric.Unit} were drawn down to it, in all arms alike.";
    }

    private static void Adjust(List<MetricResult> metrics, MetricRole role, ExperimentPlan plan, bool isInterim)
    {
        var family = metrics.Where(metric => metric.Role == role).SelectMany(metric => metric.Comparisons).ToArray();
        var adjusted = Multiplicity.Holm([.. family.Select(comparison => comparison.P ?? double.NaN)]);
        var sequential = Multiplicity.Holm([.. family.Select(comparison => comparison.Sequential?.P ?? double.NaN)]);
        var at = 0;
        for (var i = 0; i < metrics.Count; i++)
        {
            if (metrics[i].Role != role) continue;
            metrics[i] = metrics[i] with
            {
                Comparisons =
                [
                    .. metrics[i].Comparisons.Select(comparison =>
                    {
                        var (p, always) = (adjusted[at], sequential[at++]);
                        return comparison with
                        {
                            AdjustedP = double.IsNaN(p) ? null : p,
                            IsSignificant = (isInterim ? always : p) < plan.SignificanceLevel,
                        };
                    }),
                ],
            };
        }
    }
}
