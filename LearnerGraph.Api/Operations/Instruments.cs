using System.Diagnostics.Metrics;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Operations;

/// <summary>What the product counts about itself. Labels are few and never name a person or an item.</summary>
public sealed class Instruments
{
    public const string MeterName = "LearnerGraph.Api";

    private static readonly double[] Budget = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25];

    private static readonly InstrumentAdvice<double> SetBuckets = new() { HistogramBucketBoundaries = Budget };

    private static readonly InstrumentAdvice<double> RequestBuckets = new()
    {
        HistogramBucketBoundaries = [.. Budget, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly InstrumentAdvice<double> RunBuckets = new()
    {
        HistogramBucketBoundaries = [0.1, 1, 5, 15, 60, 300, 900, 3_600],
    };

    // Clients make up methods; what is none of these is counted together.
    private static readonly string[] Methods = ["GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"];

    private readonly Histogram<double> _latency;
    private readonly Counter<long> _generated;
    private readonly Counter<long> _cache;
    private readonly Counter<long> _stampedes;
    private readonly Counter<long> _degraded;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _feedback;
    private readonly Counter<long> _exposures;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _requestSeconds;
    private readonly Counter<long> _operations;
    private readonly Histogram<double> _operationSeconds;
    private readonly Counter<long> _runs;
    private readonly Histogram<double> _runSeconds;

    public Instruments(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(MeterName);
        _latency = meter.CreateHistogram(
            "recommendation_latency", "s", "Time from the request for a set to the set.", tags: null, SetBuckets);
        _generated = meter.CreateCounter<long>("recommendations_generated", "{item}", "Items of computed sets.");
        _cache = meter.CreateCounter<long>(
            "recommendation_cache_requests", "{request}", "Look-ups of sets by level and outcome.");
        _stampedes = meter.CreateCounter<long>(
            "recommendation_cache_stampedes_saved", "{request}", "Requests that shared another's computation.");
        _degraded = meter.CreateCounter<long>(
            "recommendations_degraded", "{set}", "Sets that something stood in for, by what and why.");
        _attempts = meter.CreateCounter<long>("attempts", "{attempt}", "Submitted answers by outcome.");
        _feedback = meter.CreateCounter<long>("recommendation_feedback", "{event}", "Feedback events by action.");
        _exposures = meter.CreateCounter<long>(
            "experiment_exposures", "{exposure}", "Learners served a treated set for the first time.");
        _requests = meter.CreateCounter<long>("http_requests", "{request}", "Answered requests.");
        _requestSeconds = meter.CreateHistogram(
            "http_request_duration", "s", "Time to answer a request.", tags: null, RequestBuckets);
        _operations = meter.CreateCounter<long>(
            "graphql_operations", "{operation}", "GraphQL operations by kind and outcome.");
        _operationSeconds = meter.CreateHistogram(
            "graphql_operation_duration", "s", "Time to execute a GraphQL operation.", tags: null, RequestBuckets);
        _runs = meter.CreateCounter<long>("pipeline_runs", "{run}", "Runs of pipelines that have ended, by status.");
        _runSeconds = meter.CreateHistogram(
            "pipeline_run_duration", "s", "Time of a run of a pipeline.", tags: null, RunBuckets);
    }

    /// <param name="reason">Why a stand-in was served: late or unavailable; null where the set is itself.</param>
    public void Served(TenantId tenant, string source, string? reason, TimeSpan took, int items)
    {
        _latency.Record(took.TotalSeconds, Tag("source", source), Of(tenant));
        if (source is "computed") _generated.Add(items, Of(tenant));
        if (reason is not null) _degraded.Add(1, Tag("source", source), Tag("reason", reason), Of(tenant));
    }

    public void CacheLookup(TenantId tenant, string level, bool isHit) =>
        _cache.Add(1, Tag("level", level), Tag("outcome", isHit ? "hit" : "miss"), Of(tenant));

    public void StampedeSaved(TenantId tenant) => _stampedes.Add(1, Of(tenant));

    public void Submitted(TenantId tenant, string outcome, int count)
    {
        if (count > 0) _attempts.Add(count, Tag("outcome", outcome), Of(tenant));
    }

    public void Feedback(TenantId tenant, string action) => _feedback.Add(1, Tag("action", action), Of(tenant));

    public void Exposed(TenantId tenant, string experiment, string variant) =>
        _exposures.Add(1, Tag("experiment", experiment), Tag("variant", variant), Of(tenant));

    public void Answered(string method, string route, int status, TimeSpan took)
    {
        method = Methods.Contains(method) ? method : "other";
        _requests.Add(1, Tag("method", method), Tag("route", route), Tag("status", status));
        _requestSeconds.Record(took.TotalSeconds, Tag("method", method), Tag("route", route));
    }

    /// <summary>An operation that was carried out, whatever came of it.</summary>
    public void Executed(TenantId tenant, RequestTiming timing)
    {
        ArgumentNullException.ThrowIfNull(timing);
        var outcome = timing.ErrorCount == 0 ? "ok" : "error";
        _operations.Add(1, Tag("type", timing.Kind), Tag("outcome", outcome), Of(tenant));
        _operationSeconds.Record(
            (timing.Preparation + timing.Execution).TotalSeconds, Tag("type", timing.Kind), Of(tenant));
    }

    /// <summary>An operation that was not carried out: unreadable, not allowed or too dear.</summary>
    public void Refused(TenantId tenant) =>
        _operations.Add(1, Tag("type", "unknown"), Tag("outcome", "refused"), Of(tenant));

    public void RunEnded(TenantId tenant, string pipeline, string status, TimeSpan took)
    {
        _runs.Add(1, Tag("pipeline", pipeline), Tag("status", status), Of(tenant));
        _runSeconds.Record(took.TotalSeconds, Tag("pipeline", pipeline), Of(tenant));
    }

    private static KeyValuePair<string, object?> Of(TenantId tenant) => Tag("tenant", tenant.Value);

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
