using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Operations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Operations;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Operations;

[QueryType]
public static class SystemMetricsQueries
{
    [Cost(20)]
    [GraphQLDescription("How the service and learning in this tenant are doing; for OPS, EXPERIMENTER and ADMIN.")]
    public static SystemMetrics? SystemMetrics(Caller caller, PrometheusExposition exposition)
    {
        caller.Needs(Role.Ops, Role.Experimenter).ThrowIfAny();
        return new SystemMetrics(
            new MetricReadings(exposition.Write(isOpenMetrics: false)), $"tenant=\"{caller.Tenant.Value}\"");
    }
}

[ObjectType<SystemMetrics>]
[GraphQLDescription("Latency, cache and traffic are of the process that answers, since it started; the rest is from "
    + "the rows of all.")]
public static class SystemMetricsFields
{
    [GraphQLDescription("How sets are served.")]
    public static async ValueTask<RecommendationEngineMetrics> RecommendationEngineAsync(
        [Parent] SystemMetrics system, Caller caller, TellFigures tell, CancellationToken ct) =>
        new(system, await tell.GeneratedTodayAsync(caller.Tenant, ct), await tell.ClicksAsync(caller.Tenant, ct));

    [GraphQLDescription("What learners do.")]
    public static async ValueTask<LearningAnalyticsMetrics> LearningAnalyticsAsync(
        Caller caller, TellFigures tell, CancellationToken ct) =>
        new(await tell.ActivityAsync(caller.Tenant, ct), await tell.BoostsAsync(caller.Tenant, ct));

    [GraphQLDescription("Requests of this process, of all tenants, and what is left of the objectives.")]
    public static TrafficMetrics Traffic([Parent] SystemMetrics system) => new(system.Process);

    [GraphQLDescription("What became of the newest items seen in seven days, by policy and lane.")]
    public static ValueTask<IReadOnlyList<LanePerformance>> RecommendationPerformanceAsync(
        Caller caller, TellFigures tell, CancellationToken ct) =>
        tell.PerformanceAsync(caller.Tenant, ct);

    [GraphQLDescription("Learners exposed by the running experiments, by variant.")]
    public static ValueTask<IReadOnlyList<GroupSize>> ExperimentGroupsAsync(
        Caller caller, TellFigures tell, CancellationToken ct) =>
        tell.GroupsAsync(caller.Tenant, ct);
}

public sealed record RecommendationEngineMetrics(SystemMetrics System, int GeneratedToday, Clicks Clicks);

public sealed record LearningAnalyticsMetrics(ActivityFacts Activity, IReadOnlyList<PracticeBoost> Boosts);

[ObjectType<RecommendationEngineMetrics>]
[GraphQLDescription("How sets are served; null where nothing was served yet.")]
public static class RecommendationEngineFields
{
    private const string Latency = "recommendation_latency_seconds";
    private const string LookUps = "recommendation_cache_requests_total";
    private const double Milliseconds = 1_000;

    [GraphQLDescription("Mean time to a set, in milliseconds.")]
    public static double? AverageLatencyMs([Parent] RecommendationEngineMetrics engine)
    {
        var (process, label) = engine.System;
        var count = process.Sum($"{Latency}_count", label);
        return count > 0 ? Milliseconds * process.Sum($"{Latency}_sum", label) / count : null;
    }

    [GraphQLDescription("Median, within the histogram's bucket.")]
    public static double? P50LatencyMs([Parent] RecommendationEngineMetrics engine) => Quantile(engine, 0.5);

    [GraphQLDescription("99th percentile, within the histogram's bucket.")]
    public static double? P99LatencyMs([Parent] RecommendationEngineMetrics engine) => Quantile(engine, 0.99);

    [GraphQLDescription("What the 99th percentile shall stay under.")]
    public static double BudgetMs([Parent] RecommendationEngineMetrics engine) => Objectives.LatencyMs;

    [GraphQLDescription("Share of sets found in a cache, in this process or the shared one.")]
    public static double? CacheHitRate([Parent] RecommendationEngineMetrics engine)
    {
        var (process, label) = engine.System;
        var asked = process.Sum(LookUps, label, "level=\"process\"");
        return asked > 0 ? process.Sum(LookUps, label, "outcome=\"hit\"") / asked : null;
    }

    [GraphQLDescription("Items of sets computed since midnight, UTC.")]
    public static int GeneratedToday([Parent] RecommendationEngineMetrics engine) => engine.GeneratedToday;

    [GraphQLDescription("Items clicked within a day of being shown, of all seen in seven days.")]
    public static double? ClickThroughRate([Parent] RecommendationEngineMetrics engine) => engine.Clicks.Rate;

    [GraphQLDescription("Share of sets that something stood in for, since time was short or a part was away.")]
    public static double? DegradedRate([Parent] RecommendationEngineMetrics engine)
    {
        var (process, label) = engine.System;
        var served = process.Sum($"{Latency}_count", label);
        return served > 0 ? process.Sum("recommendations_degraded_total", label) / served : null;
    }

    private static double? Quantile(RecommendationEngineMetrics engine, double share) =>
        Milliseconds * engine.System.Process.Quantile(Latency, share, engine.System.Label);
}

[ObjectType<LearningAnalyticsMetrics>]
[GraphQLDescription("What learners do, on their own days with today's date in UTC and before.")]
public static class LearningAnalyticsFields
{
    [GraphQLDescription("Learners with an answer within seven days.")]
    public static int ActiveLearners([Parent] LearningAnalyticsMetrics learning) => learning.Activity.ActiveInWeek;

    [GraphQLDescription("Learners with an answer within seven days.")]
    public static int WeeklyActiveLearners([Parent] LearningAnalyticsMetrics learning) =>
        learning.Activity.ActiveInWeek;

    [GraphQLDescription("Learners with an answer within 28 days.")]
    public static int MonthlyActiveLearners([Parent] LearningAnalyticsMetrics learning) =>
        learning.Activity.ActiveInMonth;

    [GraphQLDescription("Minutes of a learner's day with practice, over seven days.")]
    public static double? AveragePracticeMinutes([Parent] LearningAnalyticsMetrics learning) =>
        learning.Activity.AverageMinutes;

    [GraphQLDescription("By all learners.")]
    public static int ConceptsMasteredToday([Parent] LearningAnalyticsMetrics learning) =>
        learning.Activity.ConceptsMastered;

    [GraphQLDescription("Of the streaks that were alive yesterday, the share that is today.")]
    public static double? StreakMaintenanceRate([Parent] LearningAnalyticsMetrics learning) =>
        learning.Activity.StreakMaintenance;

    [GraphQLDescription(
        "How much more the first variant's learners practise than the control's, in per cent, in the newest running "
        + "experiment that measures minutes; null where none does.")]
    public static double? PracticeBoostPercent([Parent] LearningAnalyticsMetrics learning) =>
        learning.Boosts is [var boost, ..] ? 100 * boost.Lift : null;

    [GraphQLDescription("The same for every running experiment and variant, with what it rests on.")]
    public static IReadOnlyList<PracticeBoost> PracticeBoosts([Parent] LearningAnalyticsMetrics learning) =>
        learning.Boosts;
}
