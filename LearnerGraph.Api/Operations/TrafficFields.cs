using System.Globalization;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Operations.UseCases;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Operations;

public sealed record TrafficMetrics(MetricReadings Process);

[ObjectType<TrafficMetrics>]
[GraphQLDescription("Requests of the process that answers, since it started.")]
public static class TrafficFields
{
    private const string Requests = "http_requests_total";
    private const string Latency = "recommendation_latency_seconds";

    private static readonly string[] Outcomes = ["ok", "error", "refused"];

    [GraphQLDescription("Answered requests; a Float, since they may pass the range of Int.")]
    public static double HttpRequests([Parent] TrafficMetrics traffic) => traffic.Process.Sum(Requests);

    [GraphQLDescription("Those answered with a status of 500 or more.")]
    public static double FailedRequests([Parent] TrafficMetrics traffic) => Failed(traffic);

    [GraphQLDescription("99th percentile of all requests, in milliseconds.")]
    public static double? P99LatencyMs([Parent] TrafficMetrics traffic) =>
        1_000 * traffic.Process.Quantile("http_request_duration_seconds", 0.99);

    [GraphQLDescription("95th percentile of SQL commands, in milliseconds.")]
    public static double? SqlP95Ms([Parent] TrafficMetrics traffic) =>
        1_000 * traffic.Process.Quantile("db_client_operation_duration_seconds", 0.95);

    [GraphQLDescription("GraphQL operations by outcome: ok, error or refused.")]
    public static IReadOnlyList<NameValue> Operations([Parent] TrafficMetrics traffic) =>
    [
        .. from outcome in Outcomes
            let count = traffic.Process.Sum("graphql_operations_total", $"outcome=\"{outcome}\"")
            select new NameValue(outcome, count.ToString(CultureInfo.InvariantCulture)),
    ];

    [GraphQLDescription("What is left of the 0.1 % of requests that may fail: 1 all, 0 none, less is overspent.")]
    public static double? AvailabilityBudgetLeft([Parent] TrafficMetrics traffic) =>
        Objectives.Left(Failed(traffic), traffic.Process.Sum(Requests), Objectives.Available);

    [GraphQLDescription("What is left of the 1 % of sets that may take longer than the budget.")]
    public static double? LatencyBudgetLeft([Parent] TrafficMetrics traffic)
    {
        var all = traffic.Process.Sum($"{Latency}_count");
        var fast = traffic.Process.Sum(
            $"{Latency}_bucket", $"le=\"{Objectives.LatencySeconds.ToString("R", CultureInfo.InvariantCulture)}\"");
        return Objectives.Left(all - fast, all, Objectives.Fast);
    }

    private static double Failed(TrafficMetrics traffic) => traffic.Process.Sum(Requests, "status=\"5");
}

[ObjectType<LanePerformance>]
[GraphQLDescription("What became of the items of one lane under one version of a policy.")]
public static class LanePerformanceFields
{
    [GraphQLDescription("The ranking policy.")]
    public static string Policy([Parent] LanePerformance one) => one.Policy;

    [GraphQLDescription("Its version.")]
    public static string PolicyVersion([Parent] LanePerformance one) => one.PolicyVersion;

    [GraphQLDescription("The lane.")]
    public static Lane Lane([Parent] LanePerformance one) => one.Lane;

    [GraphQLDescription("Items that a learner saw.")]
    public static int Viewed([Parent] LanePerformance one) => one.Clicks.Viewed;

    [GraphQLDescription("Share clicked within a day of being shown.")]
    public static double? ClickThroughRate([Parent] LanePerformance one) => one.Clicks.Rate;

    [GraphQLDescription("Share completed.")]
    public static double? CompletionRate([Parent] LanePerformance one) =>
        one.Clicks.Viewed > 0 ? (double)one.Completed / one.Clicks.Viewed : null;

    [GraphQLDescription("Share dismissed.")]
    public static double? DismissalRate([Parent] LanePerformance one) =>
        one.Clicks.Viewed > 0 ? (double)one.Rejected / one.Clicks.Viewed : null;

    [GraphQLDescription("Mean of the ratings given, from 1 to 5.")]
    public static double? Satisfaction([Parent] LanePerformance one) => one.Rating;
}

[ObjectType<GroupSize>]
[GraphQLDescription("Learners that a running experiment has exposed to a variant.")]
public static class GroupSizeFields
{
    [GraphQLDescription("The experiment's key.")]
    public static string Experiment([Parent] GroupSize size) => size.Experiment;

    [GraphQLDescription("The variant's key.")]
    public static string Variant([Parent] GroupSize size) => size.Variant;

    [GraphQLDescription("Exposed learners.")]
    public static int Learners([Parent] GroupSize size) => size.Learners;
}

[ObjectType<PracticeBoost>]
[GraphQLDescription("How much more a variant's learners practise than the control's.")]
public static class PracticeBoostFields
{
    [GraphQLDescription("The experiment's key.")]
    public static string Experiment([Parent] PracticeBoost boost) => boost.Experiment;

    [GraphQLDescription("The variant's key.")]
    public static string Variant([Parent] PracticeBoost boost) => boost.Variant;

    [GraphQLDescription("In per cent.")]
    public static double Percent([Parent] PracticeBoost boost) => 100 * boost.Lift;

    [GraphQLDescription("Lower end of its 95 % interval.")]
    public static double? LowerPercent([Parent] PracticeBoost boost) => 100 * boost.Low;

    [GraphQLDescription("Upper end of its 95 % interval.")]
    public static double? UpperPercent([Parent] PracticeBoost boost) => 100 * boost.High;

    [GraphQLDescription("Learners it rests on, of the variant and of the control.")]
    public static int Learners([Parent] PracticeBoost boost) => boost.Learners;
}
