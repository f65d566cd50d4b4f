namespace LearnerGraph.Infrastructure.Redis;

/// <summary>How sets are kept.</summary>
public sealed record CacheOptions
{
    /// <summary>Redis to share the cache through, as host:port with options; empty keeps it in process.</summary>
    public string Redis { get; init; } = "";

    /// <summary>Sets kept in process; 0 keeps none.</summary>
    public int Entries { get; init; } = 10_000;

    /// <summary>Life of a kept set; each gets up to a tenth more or less, so that they do not end together.</summary>
    public int TtlSeconds { get; init; } = 300;

    /// <summary>What a call to Redis may take before the set is computed instead.</summary>
    public int DeadlineMs { get; init; } = 25;
}
