namespace LearnerGraph.Api.Recommendations.UseCases;

/// <summary>How sets are served; the rules by which they are made are the domain's.</summary>
public sealed record RecommendationOptions
{
    public const string Section = "Recommendations";

    public int DefaultSize { get; init; } = 10;

    public int TtlSeconds { get; init; } = 300;

    public int DeadlineMs { get; init; } = 80;

    public string Policy { get; init; } = "hybrid_v1";

    public TimeSpan Deadline => TimeSpan.FromMilliseconds(DeadlineMs);
}
