using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Intelligence;

/// <summary>What of a course has a text, and so a vector.</summary>
public enum ContentKind
{
    Concept = 1,
    Question,
}

/// <summary>A concept or a question.</summary>
public readonly record struct ContentKey(ContentKind Kind, int Id);

/// <summary>The space that a course's vectors are kept in, and the texts that it was fitted to.</summary>
/// <remarks>
/// The texts stay while the course is edited, so that a new text is folded in and no other vector moves.
/// </remarks>
public sealed record ContentSpace(string Name, IReadOnlyList<string> Body)
{
    /// <summary>A space is fitted anew when more than this share of its texts are others.</summary>
    public const double MostChanged = 0.2;

    /// <summary>Fewer changed texts than this never fit a space anew, however small the course.</summary>
    public const int FewChanged = 3;

    /// <summary>Whether the space still knows what the course speaks of.</summary>
    public bool Fits(IReadOnlyCollection<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var known = Body.ToHashSet(StringComparer.Ordinal);
        var added = texts.Count(text => !known.Contains(text));
        known.ExceptWith(texts);
        return Math.Max(added, known.Count) <= Math.Max(FewChanged, MostChanged * Body.Count);
    }
}

/// <summary>A kept vector.</summary>
/// <param name="Hash">Of the text that it was made from.</param>
public sealed record ContentVector(ContentKey Key, string Hash, float[] Vector);

/// <summary>
/// Vectors of concepts and questions at rest, by course; the pipeline writes them, searches by meaning read them.
/// All vectors of a course are of its one space.
/// </summary>
public interface IContentVectors
{
    /// <summary>The name of the course's space alone: one indexed row; null before the first vectors.</summary>
    ValueTask<string?> SpaceNameAsync(TenantId tenant, CourseId course, CancellationToken ct);

    ValueTask<ContentSpace?> SpaceAsync(TenantId tenant, CourseId course, CancellationToken ct);

    /// <summary>Keeps the space; where its name is another, all vectors of the course go.</summary>
    ValueTask SaveSpaceAsync(TenantId tenant, CourseId course, ContentSpace space, CancellationToken ct);

    ValueTask<IReadOnlyDictionary<ContentKey, string>> HashesAsync(
        TenantId tenant, CourseId course, CancellationToken ct);

    ValueTask<IReadOnlyList<ContentVector>> OfAsync(
        TenantId tenant, CourseId course, ContentKind kind, CancellationToken ct);

    /// <summary>In one transaction.</summary>
    ValueTask ChangeAsync(
        TenantId tenant, CourseId course, IReadOnlyCollection<ContentVector> written,
        IReadOnlyCollection<ContentKey> removed, CancellationToken ct);
}
