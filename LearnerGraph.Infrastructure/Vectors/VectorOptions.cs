namespace LearnerGraph.Infrastructure.Vectors;

/// <summary>How vectors are indexed and where indexes are kept.</summary>
public sealed record VectorOptions
{
    public const string Section = "Vectors";

    /// <summary>Vectors from which on a graph is searched instead of all of them.</summary>
    public int GraphFrom { get; init; } = 50_000;

    /// <summary>Look through one-byte copies first and compare only the best exactly: a quarter of the reading.
    /// </summary>
    public bool Int8 { get; init; }

    /// <summary>How many nodes a search of the graph keeps in view; more finds more and takes longer.</summary>
    public int SearchWidth { get; init; } = 64;

    /// <summary>Folder for indexes, so that a restart does not build them again; empty: none is kept.</summary>
    public string Folder { get; init; } = "";
}
