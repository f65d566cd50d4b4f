using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines;

/// <summary>How runs are carried out; section Pipelines of the settings.</summary>
public sealed record PipelineOptions
{
    public const string Section = "Pipelines";

    /// <summary>Off: this process starts no run and serves only.</summary>
    public bool Worker { get; init; } = true;

    public int PollSeconds { get; init; } = 15;

    public int LeaseSeconds { get; init; } = 60;

    public int MaxAttempts { get; init; } = 3;

    public int RetryDelayMs { get; init; } = 2_000;

    public RetryPolicy Retries => RetryPolicy.Default with
    {
        MaxAttempts = MaxAttempts, FirstDelay = TimeSpan.FromMilliseconds(RetryDelayMs),
    };

    public TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);
}
