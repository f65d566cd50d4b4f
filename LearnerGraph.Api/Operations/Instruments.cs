using System.Diagnostics.Metrics;

namespace LearnerGraph.Api.Operations;

/// <summary>What the product counts about itself. Labels are few and never name a person or an item.</summary>
public sealed class Instruments : IDisposable
{
    public const string MeterName = "LearnerGraph.Api";

    private static readonly InstrumentAdvice<double> SetBuckets = new()
    {
        HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25],
    };

    private static readonly InstrumentAdvice<double> RequestBuckets = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5],
    };

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _latency;
    private readonly Counter<long> _generated;
    private readonly Counter<long> _cache;
    private readonly Counter<long> _degraded;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _feedback;
    private readonly Counter<long> _exposures;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _requestSeconds;

    public Instruments()
    {
        _latency = _meter.CreateHistogram(
            "recommendation_latency", "s", "Time from the request for a set to the set.", tags: null, SetBuckets);
        _generated = _meter.CreateCounter<long>("recommendations_generated", "{item}", "Items of computed sets.");
        _cache = _meter.CreateCounter<long>(
            "recommendation_cache_requests", "{request}", "Look-ups of sets by level and outcome.");
        _degraded = _meter.CreateCounter<long>(
            "recommendations_degraded", "{set}", "Sets served past the deadline, by what stood in.");
        _attempts = _meter.CreateCounter<long>("attempts", "{attempt}", "Submitted answers by outcome.");
        _feedback = _meter.CreateCounter<long>("recommendation_feedback", "{event}", "Feedback events by action.");
        _exposures = _meter.CreateCounter<long>("experiment_exposures", "{exposure}", "Treated sets that were served.");
        _requests = _meter.CreateCounter<long>("http_requests", "{request}", "Answered requests.");
        _requestSeconds = _meter.CreateHistogram(
            "http_request_duration", "s", "Time to answer a request.", tags: null, RequestBuckets);
    }

    public void Served(string source, TimeSpan took, int items)
    {
        _latency.Record(took.TotalSeconds, Tag("source", source));
        if (source is "computed") _generated.Add(items);
        if (source is "degraded" or "stale") _degraded.Add(1, Tag("source", source));
    }

    public void CacheLookup(string level, bool isHit) =>
        _cache.Add(1, Tag("level", level), Tag("outcome", isHit ? "hit" : "miss"));

    public void Submitted(string outcome, int count)
    {
        if (count > 0) _attempts.Add(count, Tag("outcome", outcome));
    }

    public void Feedback(string action) => _feedback.Add(1, Tag("action", action));

    public void Exposed(string experiment, string variant) =>
        _exposures.Add(1, Tag("experiment", experiment), Tag("variant", variant));

    public void Answered(string method, string route, int status, TimeSpan took)
    {
        _requests.Add(1, Tag("method", method), Tag("route", route), Tag("status", status));
        _requestSeconds.Record(took.TotalSeconds, Tag("method", method), Tag("route", route));
    }

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
