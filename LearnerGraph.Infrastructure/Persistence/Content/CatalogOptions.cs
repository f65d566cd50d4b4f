namespace LearnerGraph.Infrastructure.Persistence.Content;

/// <summary>How fresh the catalog in memory is kept. An edit of this process is seen at once in any case.</summary>
public sealed record CatalogOptions
{
    /// <summary>After this long, another process's edit is looked for; 0 looks on every request.</summary>
    public int RefreshMs { get; init; } = 1_000;

    /// <summary>After this long, the questions' difficulties are read again.</summary>
    public int StatesMs { get; init; } = 15_000;
}
