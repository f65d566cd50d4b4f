using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Content;

/// <summary>Courses, concepts and relations by their keys: the part of a catalog that is a graph.</summary>
/// <param name="Version">Of the catalog that it was taken from; raised with every change of content.</param>
/// <param name="Concepts">Without relations of their own: those stand in <paramref name="Relations"/>.</param>
public sealed record GraphContent(
    long Version,
    IReadOnlyList<CourseDraft> Courses,
    IReadOnlyList<ConceptDraft> Concepts,
    IReadOnlyList<RelationDraft> Relations)
{
    public static readonly GraphContent Empty = new(0, [], [], []);

    /// <summary>Rows of all kinds.</summary>
    public int Count => Courses.Count + Concepts.Count + Relations.Count;
}

/// <summary>How far a store has come with one version.</summary>
/// <param name="Written">Rows of the version that are there; a stopped write goes on after them.</param>
public sealed record GraphMark(long Version, int Written, bool IsComplete);

/// <summary>A concept on the way from another one, and by how many steps at least.</summary>
public sealed record GraphStep(string Key, int Distance);

/// <summary>
/// The concept graph as somebody else's tools see it: in the product's own tables, or in a graph database. The verb
/// graph and the sync of pipelines call it. What was written is read back by the next call.
/// </summary>
public interface IConceptGraphStore
{
    /// <summary>What is there; null where nothing was ever written.</summary>
    ValueTask<GraphMark?> MarkAsync(TenantId tenant, CancellationToken ct);

    /// <summary>All of it, each kind ordered by key.</summary>
    ValueTask<GraphContent> ReadAsync(TenantId tenant, CancellationToken ct);

    /// <summary>
    /// Brings the store to the content, in batches; a write that was stopped goes on where it stood if the version is
    /// the same. Writing the same twice changes nothing.
    /// </summary>
    /// <param name="isWhole">Whether concepts and relations that the content does not hold go.</param>
    /// <param name="progress">Share of the rows written, 0 to 1.</param>
    /// <returns>The problem of the first row that the store refuses; rows before it may be written.</returns>
    ValueTask<Result<GraphMark>> WriteAsync(
        TenantId tenant, GraphContent content, bool isWhole, IProgress<double>? progress, CancellationToken ct);

    /// <summary>What must come before a concept, by distance and key; empty for an unknown concept.</summary>
    /// <param name="depth">Steps at most, from 1.</param>
    ValueTask<IReadOnlyList<GraphStep>> PrerequisitesAsync(
        TenantId tenant, string key, int depth, CancellationToken ct);

    /// <summary>What a concept helps to open, by distance and key; empty for an unknown concept.</summary>
    /// <param name="depth">Steps at most, from 1.</param>
    ValueTask<IReadOnlyList<GraphStep>> UnlocksAsync(TenantId tenant, string key, int depth, CancellationToken ct);
}

/// <summary>The graph database beside the catalog, where the configuration names one.</summary>
public interface IGraphDatabase
{
    /// <summary>Null where none is configured.</summary>
    IConceptGraphStore? Concepts { get; }

    /// <summary>Host, port and database, without secrets.</summary>
    string Name { get; }
}

/// <summary>The graph database cannot be reached, or refuses; the message says which and what it said.</summary>
public sealed class GraphUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
