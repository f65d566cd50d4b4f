using System.Numerics.Tensors;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Intelligence;

/// <summary>What an author took, and left, of the suggestions for a description.</summary>
public sealed record SuggestionFeedback(
    long Id, CourseId Course, string Description, ConceptId Accepted, IReadOnlyList<ConceptId> Rejected,
    DateTimeOffset At, string Actor);

/// <summary>Feedback at rest, by course.</summary>
public interface ISuggestionFeedback
{
    ValueTask AddAsync(TenantId tenant, SuggestionFeedback feedback, CancellationToken ct);

    /// <summary>The newest first, at most <paramref name="count"/>.</summary>
    ValueTask<IReadOnlyList<SuggestionFeedback>> NewestAsync(
        TenantId tenant, CourseId course, int count, CancellationToken ct);

    /// <summary>How many went.</summary>
    /// <param name="description">Only those for exactly this text; null for all of the course.</param>
    ValueTask<int> RemoveAsync(TenantId tenant, CourseId course, string? description, CancellationToken ct);
}

/// <summary>One feedback as vectors.</summary>
/// <param name="Age">Since it was given.</param>
public readonly record struct FeedbackPull(
    Embedding Description, TimeSpan Age, Embedding Accepted, IReadOnlyList<Embedding> Rejected);

/// <summary>Moves a query towards what authors took for texts like it, and away from what they left.</summary>
/// <remarks>
/// Rocchio 1971, with a weight for each feedback: q' = q + Σ w (0.3 accepted − 0.15 mean of rejected), where
/// w = max(0, cos(q, description))² · 2^(−age / 90 days), and nothing of descriptions less alike than 0.5.
/// The angle between q and q' is capped at 30°, so that what the author wrote always leads.
/// </remarks>
public static class QueryFeedback
{
    public const double HalfLifeDays = 90, LeastAlike = 0.5, MostDegrees = 30;

    private const float Attraction = 0.3f, Repulsion = 0.15f;

    /// <summary>The query itself where nothing pulls; always of length 1 otherwise.</summary>
    public static Result<Embedding> Move(Embedding query, IEnumerable<FeedbackPull> pulls)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(pulls);
        var length = TensorPrimitives.Norm(query.Vector);
        if (length <= 0) return query;

        var q = new float[query.Vector.Length];
        TensorPrimitives.Divide(query.Vector, length, q);
        var moved = (float[])q.Clone();
        var isMoved = false;
        foreach (var pull in pulls)
        {
            var alike = Similarity.Cosine(q, pull.Description.Vector);
            if (alike < LeastAlike) continue;
            isMoved = true;
            var weight = (float)(alike * alike * Math.Pow(2, -Math.Max(0, pull.Age.TotalDays) / HalfLifeDays));
            Add(moved, pull.Accepted, weight * Attraction);
            foreach (var rejected in pull.Rejected) Add(moved, rejected, -weight * Repulsion / pull.Rejected.Count);
        }

        if (!isMoved) return query;
        Cap(q, moved);
        return query.Space.Embed(moved);
    }

    private static void Add(float[] sum, Embedding vector, float scale)
    {
        var length = TensorPrimitives.Norm(vector.Vector);
        if (length > 0) TensorPrimitives.MultiplyAdd(vector.Vector, scale / length, sum, sum);
    }

    /// <summary>Turns `moved` back towards q, in their plane, until the angle is within the cap; length 1.</summary>
    private static void Cap(float[] q, float[] moved)
    {
        var along = TensorPrimitives.Dot(q, moved);
        var across = new float[q.Length];
        TensorPrimitives.MultiplyAdd(q, -along, moved, across);
        var height = TensorPrimitives.Norm(across);
        var angle = Math.Min(Math.Atan2(height, along), MostDegrees * Math.PI / 180);
        TensorPrimitives.Multiply(q, (float)Math.Cos(angle), moved);
        if (height > 0) TensorPrimitives.MultiplyAdd(across, (float)Math.Sin(angle) / height, moved, moved);
    }
}
