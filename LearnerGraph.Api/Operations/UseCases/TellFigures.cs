using LearnerGraph.Api.Experiments.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Operations;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Operations.UseCases;

/// <summary>What became of the items of one lane under one version of a policy.</summary>
public sealed record LanePerformance(
    string Policy, string PolicyVersion, Lane Lane, Clicks Clicks, int Completed, int Rejected, double? Rating);

/// <summary>Learners that a running experiment has exposed, by variant.</summary>
public sealed record GroupSize(string Experiment, string Variant, int Learners);

/// <summary>How much more a variant's learners practise than the control's.</summary>
/// <param name="Lift">Relative; 0.15 is 15 % more.</param>
public sealed record PracticeBoost(
    string Experiment, string Variant, double Lift, double? Low, double? High, int Learners);

/// <summary>Figures of a tenant from its rows, as they are now.</summary>
public sealed class TellFigures(
    IServiceFacts facts, IRecommendationStore sets, IExperimentStore experiments, AnalyzeExperiment analyze,
    Tracer tracer, TimeProvider clock)
{
    /// <summary>Days over which clicks are counted.</summary>
    public const int Days = 7;

    private const int MostItems = 20_000;
    private const int SetsAtOnce = 500;

    // Whoever answered within it counts as present.
    private static readonly TimeSpan Session = TimeSpan.FromMinutes(30);

    private DateTimeOffset Midnight => new(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);

    private DateTimeOffset WeekAgo => Midnight.AddDays(1 - Days);

    public ValueTask<ActivityFacts> ActivityAsync(TenantId tenant, CancellationToken ct) => facts.ActivityAsync(
        tenant, LocalDay.At(clock.GetUtcNow(), TimeZoneInfo.Utc), tracer.Rules.Streaks.MinMinutesPerDay,
        clock.GetUtcNow() - Session, ct);

    /// <summary>Items of sets computed since midnight, UTC.</summary>
    public ValueTask<int> GeneratedTodayAsync(TenantId tenant, CancellationToken ct) =>
        facts.CountItemsAsync(tenant, Midnight, ct);

    public ValueTask<Clicks> ClicksAsync(TenantId tenant, CancellationToken ct) =>
        facts.ClicksAsync(tenant, WeekAgo, ct);

    /// <summary>By policy and lane, of the newest items that were seen.</summary>
    public async ValueTask<IReadOnlyList<LanePerformance>> PerformanceAsync(TenantId tenant, CancellationToken ct)
    {
        var outcomes = await facts.OutcomesAsync(tenant, WeekAgo, MostItems, ct);
        var found = new List<(string Policy, string Version, Lane Lane, ItemOutcome Outcome)>(outcomes.Count);
        foreach (var chunk in outcomes.GroupBy(outcome => outcome.Set).Chunk(SetsAtOnce))
        {
            var stored = await sets.FindManyAsync(tenant, [.. chunk.Select(one => one.Key)], ct);
            foreach (var outcome in chunk.SelectMany(one => one))
            {
                if (!stored.TryGetValue(outcome.Set, out var one) || outcome.Position > one.Set.Items.Count) continue;
                var trace = one.Set.Trace;
                found.Add((trace.Policy, trace.PolicyVersion, one.Set.Items[outcome.Position - 1].Lane, outcome));
            }
        }

        return [.. found.GroupBy(one => (one.Policy, one.Version, one.Lane))
            .OrderBy(group => group.Key)
            .Select(group => new LanePerformance(
                group.Key.Policy, group.Key.Version, group.Key.Lane,
                new Clicks(group.Count(), group.Count(one => one.Outcome.IsClicked)),
                group.Count(one => one.Outcome.IsCompleted), group.Count(one => one.Outcome.IsRejected),
                group.Average(one => one.Outcome.Rating)))];
    }

    public async ValueTask<IReadOnlyList<GroupSize>> GroupsAsync(TenantId tenant, CancellationToken ct)
    {
        var sizes = new List<GroupSize>();
        foreach (var one in await RunningAsync(tenant, ct))
        {
            var counts = await experiments.CountExposuresAsync(tenant, one.Id, one.Phase, clock.GetUtcNow(), ct);
            sizes.AddRange(one.Plan.Variants.Select(
                variant => new GroupSize(one.Key, variant.Key, counts.GetValueOrDefault(variant.Key))));
        }

        return sizes;
    }

    /// <summary>
    /// Of every running experiment that measures minutes of practice, as its result says; the newest first.
    /// </summary>
    public async ValueTask<IReadOnlyList<PracticeBoost>> BoostsAsync(TenantId tenant, CancellationToken ct)
    {
        var boosts = new List<PracticeBoost>();
        var caller = Caller.System(tenant);
        foreach (var one in (await RunningAsync(tenant, ct)).OrderByDescending(one => one.StartedAt))
        {
            if (MinutesOf(one.Plan) is not { } kind) continue;
            var analyzed = await analyze.RunAsync(caller, one, null, null, ct);
            if (!analyzed.TryGet(out var results, out _)) continue;
            var metric = results.Metrics.First(metric => metric.Metric == kind);
            boosts.AddRange(
                from comparison in metric.Comparisons
                let lift = comparison.RelativeLift
                where lift.HasValue
                select new PracticeBoost(
                    one.Key, comparison.Treatment.Variant, lift.GetValueOrDefault(),
                    comparison.RelativeLiftInterval?.Lower, comparison.RelativeLiftInterval?.Upper,
                    metric.Control.Count + comparison.Treatment.Count));
        }

        return boosts;
    }

    private static MetricKind? MinutesOf(ExperimentPlan plan)
    {
        MetricKind[] measured = [plan.PrimaryMetric, .. plan.SecondaryMetrics];
        return measured.Contains(MetricKind.PracticeMinutes7D) ? MetricKind.PracticeMinutes7D
            : measured.Contains(MetricKind.PracticeMinutes) ? MetricKind.PracticeMinutes
            : null;
    }

    private async ValueTask<IEnumerable<Experiment>> RunningAsync(TenantId tenant, CancellationToken ct) =>
        (await experiments.ListLiveAsync(tenant, ct)).Where(one => one.Status is ExperimentStatus.Running);
}
