using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Intelligence;

/// <summary>A vector as it is indexed, with the courses that its text belongs to.</summary>
public sealed record VectorEntry(ContentKey Key, IReadOnlyList<CourseId> Courses, Embedding Vector);

/// <summary>What may be found; null for everything.</summary>
public sealed record VectorFilter(CourseId? Course = null, ContentKind? Kind = null)
{
    public static readonly VectorFilter None = new();

    /// <summary>Nothing is left out.</summary>
    public bool IsEmpty => Course is null && Kind is null;
}

/// <summary>Something found.</summary>
/// <param name="Similarity">By the metric of the index's space.</param>
public readonly record struct VectorHit(ContentKey Key, double Similarity);

/// <summary>
/// Nearest vectors of one space. Searches go on undisturbed while a change is made and see all or nothing of it.
/// </summary>
public interface IVectorIndex
{
    EmbeddingSpace Space { get; }

    int Count { get; }

    /// <summary>True where a graph is searched that may miss a few, false where all are looked at.</summary>
    bool IsApproximate { get; }

    /// <summary>
    /// Adds vectors, or writes over those of the same keys; all or none. Invalid SPACE_MISMATCH for another space.
    /// </summary>
    Result<int> Upsert(IReadOnlyCollection<VectorEntry> entries);

    /// <summary>Takes vectors away; how many there were.</summary>
    int Delete(IReadOnlyCollection<ContentKey> keys);

    /// <summary>The vector as it is compared (of length 1 for the cosine); null where none is.</summary>
    Embedding? Find(ContentKey key);

    /// <summary>
    /// The nearest, best first, of equal ones the smaller key. Invalid for a query of another space or no
    /// <paramref name="first"/>.
    /// </summary>
    Result<VectorHit[]> Search(Embedding query, int first, VectorFilter filter);
}

/// <summary>Makes indexes, and keeps them beyond the life of the process.</summary>
public interface IVectorIndexes
{
    IVectorIndex Create(EmbeddingSpace space);

    /// <summary>
    /// The index kept under the name if it is of that space and stamp and whole; null otherwise, and where nothing is
    /// kept.
    /// </summary>
    /// <param name="stamp">Of the texts that the vectors were made from.</param>
    IVectorIndex? Load(string name, string stamp, EmbeddingSpace space);

    /// <summary>Keeps the index under the name in place of what was kept; nothing where no folder is set.</summary>
    void Save(string name, string stamp, IVectorIndex index);
}
