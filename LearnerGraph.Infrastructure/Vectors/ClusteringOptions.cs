namespace LearnerGraph.Infrastructure.Vectors;

/// <summary>How a course's concepts are grouped.</summary>
public sealed record ClusteringOptions
{
    public const string Section = "Clustering";

    public string Method { get; init; } = "hdbscan";

    /// <summary>Of k-means; 0 for √(n / 2).</summary>
    public int Clusters { get; init; }

    /// <summary>Of HDBSCAN: concepts that make a theme.</summary>
    public int MinClusterSize { get; init; } = 3;

    /// <summary>Of HDBSCAN: neighbours, itself counted, that make a place dense.</summary>
    public int MinSamples { get; init; } = 2;

    public int Seed { get; init; } = 42;
}
