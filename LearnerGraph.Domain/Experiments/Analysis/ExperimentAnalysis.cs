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

    private static readonly double[] Quantiles = [0.5, 0.9];

    /// <param name="exposed">Learners by variant, whether or not they have a value in a metric.</param>
    /// <param name="facts">What else is known of them; null: learners were assigned, one by one.</param>
    /// <param name="slices">The primary metric by parts of the learners.</param>
    public static ExperimentResults Analyze(
        Experiment experiment, IReadOnlyDictionary<string, int> exposed, IReadOnlyList<MetricOutcomes> outcomes,
        DateTimeOffset asOf, ExposureFacts? facts = null, IReadOnlyList<SliceOutcomes>? slices = null)
    {
        var plan = experiment.Plan;
        facts ??= new(exposed, [], []);

        // Exposures under a variant that the plan does not have count as an arm of weight 0: a leak.
        var unknown = facts.Units.Keys.Where(key => experiment.FindVariant(key) is null).ToArray();
        double[] weights = [.. plan.Variants.Select(variant => variant.Weight), .. unknown.Select(_ => 0.0)];
        var arms = plan.Variants.Select(variant => variant.Key).Concat(unknown).ToArray();
        var counts = arms.Select(key => (double)facts.Units.GetValueOrDefault(key)).ToArray();
        var ratio = SampleRatio.Check(counts, weights);
        double units = counts.Sum();
        var total = exposed.Values.Sum();
        var observed = arms.Select((key, i) => new VariantCount(key, weights[i] * units, (int)counts[i])).ToArray();
        var end = experiment.StartedAt?.AddDays(plan.PlannedDays);
        var isInterim = end is null || asOf < end;

        var metrics = new List<MetricResult>();
        foreach (var (kind, role) in Roles(plan))
        {
            var values = outcomes.FirstOrDefault(metric => metric.Metric == kind)?.Arms ?? [];
            metrics.Add(Compare(experiment, kind, role, values, asOf));
        }

        Adjust(metrics, MetricRole.Primary, plan, isInterim);
        Adjust(metrics, MetricRole.Secondary, plan, isInterim);
        var watched = WatchedRatio(plan, facts);
        var parts = RatioParts(plan, facts);
        if (watched < SampleRatio.Threshold || parts.Any(part => part.AdjustedP < SampleRatio.Threshold))
            ratio = ratio with { IsAlarmed = true };
        var (decision, reason) = Verdict.Of(experiment, ratio, metrics, total, asOf, isInterim);
        var days = Forecast.DaysToSignificance(experiment, metrics, total, asOf);
        return new(asOf, total, ratio, observed, metrics, isInterim, decision, reason, days)
        {
            SequentialSampleRatioP = watched,
            SampleRatioParts = parts,
            PrePeriod = PrePeriodCheck.Of(
                plan, outcomes.FirstOrDefault(metric => metric.Metric == plan.PrimaryMetric)?.Arms ?? []),
            Sets = facts.Sets,
            Slices = Slice(plan, slices ?? []),
            Provenance = new(Definition.HashOf(experiment), Outcomes.HashOf(outcomes)),
        };
    }

    // A part of the learners may be lost while the whole still looks even.
    private static IReadOnlyList<SampleRatioPart> RatioParts(ExperimentPlan plan, ExposureFacts facts)
    {
        if (plan.Unit is AssignmentUnit.Class) return [];
        var days = facts.Days.GroupBy(exposure => exposure.Day).OrderBy(day => day.Key)
            .Select(day => (
                day.Key.ToString(),
                (IReadOnlyDictionary<string, int>)day.GroupBy(exposure => exposure.Variant)
                    .ToDictionary(arm => arm.Key, arm => arm.Sum(exposure => exposure.Learners))))
            .ToArray();
        return [.. SampleRatioPart.Check(plan, facts.Levels), .. SampleRatioPart.Check(plan, days)];
    }

    // Classes come as a whole, so that the days of their learners' exposures say nothing of the classes' ratio.
    private static double? WatchedRatio(ExperimentPlan plan, ExposureFacts facts)
    {
        if (plan.Unit is AssignmentUnit.Class) return null;
        var running = new double[plan.Variants.Count];
        var looks = new List<IReadOnlyList<double>>();
        foreach (var day in facts.Days.GroupBy(exposure => exposure.Day).OrderBy(day => day.Key))
        {
            for (var i = 0; i < running.Length; i++)
            {
                running[i] += day.Where(exposure => exposure.Variant == plan.Variants[i].Key)
                    .Sum(exposure => exposure.Learners);
            }

            looks.Add([.. running]);
        }

        return looks.Count < 2 ? null
            : SampleRatio.Watch(looks, [.. plan.Variants.Select(variant => variant.Weight)])[^1].P;
    }

    private static List<SliceResult> Slice(ExperimentPlan plan, IReadOnlyList<SliceOutcomes> slices)
    {
        if (slices.Count < 2) return [];
        var (metric, results) = (Metric.Of(plan.PrimaryMetric), new List<SliceResult>());
        foreach (var treatment in plan.Variants.Where(variant => !variant.IsControl))
        {
            var comparisons = slices.Select(slice => (slice.Slice, Comparison: ArmComparison.Of(
                metric, slice.Arms.First(arm => arm.Variant == plan.Control.Key),
                slice.Arms.First(arm => arm.Variant == treatment.Key), plan.SignificanceLevel))).ToArray();
            var tested = comparisons.Where(one => one.Comparison.Estimate.Status is AnalysisStatus.Ok)
                .Select(one => one.Comparison.Estimate).ToArray();
            var heterogeneity = Heterogeneity.Of(
                [.. tested.Select(one => one.Difference!.Value)], [.. tested.Select(one => one.StandardError!.Value)]);
            var adjusted = Multiplicity.Holm([.. comparisons.Select(one => one.Comparison.P ?? double.NaN)]);
            results.Add(new(
                treatment.Key, heterogeneity,
                [.. comparisons.Select((one, i) => (one.Slice, one.Comparison with
                {
                    AdjustedP = double.IsNaN(adjusted[i]) ? null : adjusted[i],
                    IsSignificant = heterogeneity.P < plan.SignificanceLevel && adjusted[i] < plan.SignificanceLevel,
                }))]));
        }

        return results;
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
                Shrunk = Shrink(plan, metric, control, comparison),
                Caution = arm.Classes.Length > 0 ? null : Caution.Of(metric, control, arm),
            };
            if (role is MetricRole.Primary && metric.Shape is MetricShape.Mean)
            {
                comparison = comparison with
                {
                    Ranks = RankTest.Compare(control.Values, arm.Values),
                    Quantiles = [.. Quantiles.Select(p => new QuantileComparison(
                        p, QuantileTest.Compare(control.Values, arm.Values, p, plan.SignificanceLevel)))],
                };
            }

            if (role is MetricRole.Guardrail) comparison = Guard(plan, metric, control, comparison);
            comparisons.Add(comparison);
        }

        return new(kind, role, ArmComparison.Summarize(metric, control), comparisons);
    }

    // Before the data, changes as large as the planned one are what is expected at most times, in either direction.
    private static ShrunkEstimate? Shrink(
        ExperimentPlan plan, Metric metric, ArmOutcomes control, Comparison comparison)
    {
        if (comparison.Estimate is not { Status: AnalysisStatus.Ok, Difference: { } difference, StandardError: { } se })
            return null;
        double planned = Math.Abs(plan.TargetLift * (ArmComparison.Summarize(metric, control).Mean ?? 0));
        var posterior = NormalPosterior.Of(difference, se, 0, planned, plan.SignificanceLevel);
        return posterior is { Mean: { } mean, Interval: { } interval } ? new(mean, interval) : null;
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
