namespace LearnerGraph.Infrastructure.Neo4j;

/// <summary>How a graph database is used.</summary>
public sealed record GraphOptions
{
    /// <summary>Rows of one write.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>What one statement may take, connecting included.</summary>
    public int TimeoutMs { get; init; } = 30_000;

    /// <summary>Connections kept open at most.</summary>
    public int Connections { get; init; } = 8;
}
