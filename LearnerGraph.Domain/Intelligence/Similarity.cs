using System.Numerics.Tensors;

namespace LearnerGraph.Domain.Intelligence;

/// <summary>How alike two vectors or two sets are.</summary>
/// <remarks>Lengths that differ throw ArgumentOutOfRangeException. See docs/algorithms/embeddings.md.</remarks>
public static class Similarity
{
    /// <summary>By the metric of a space: the larger, the more alike.</summary>
    public static double By(SimilarityMetric metric, ReadOnlySpan<float> a, ReadOnlySpan<float> b) => metric switch
    {
        SimilarityMetric.Dot => Dot(a, b),
        SimilarityMetric.Closeness => Closeness(a, b),
        _ => Cosine(a, b),
    };

    /// <summary>a·b / (|a| |b|), in [-1, 1]; 0 where one of them is zero or empty: it says nothing.</summary>
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double lengths = Math.Sqrt(Dot(a, a)) * Math.Sqrt(Dot(b, b));
        return lengths > 0 ? Math.Clamp(Dot(a, b) / lengths, -1, 1) : CheckLengths(a, b);
    }

    /// <summary>Σ a_i b_i; 0 for empty vectors.</summary>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b) =>
        CheckLengths(a, b) + (a.IsEmpty ? 0 : TensorPrimitives.Dot(a, b));

    /// <summary>√ Σ (a_i - b_i)²; 0 for empty vectors.</summary>
    public static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b) =>
        CheckLengths(a, b) + (a.IsEmpty ? 0 : TensorPrimitives.Distance(a, b));

    /// <summary>1 / (1 + distance), in (0, 1]; 1 for equal vectors.</summary>
    public static double Closeness(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => 1 / (1 + Distance(a, b));

    /// <summary>Shared over all different elements, in [0, 1]; 0 where both sets are empty.</summary>
    public static double Jaccard<T>(IReadOnlySet<T> a, IReadOnlySet<T> b)
    {
        var shared = a.Count(b.Contains);
        var all = a.Count + b.Count - shared;
        return all == 0 ? 0 : (double)shared / all;
    }

    private static double CheckLengths(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length);
        return 0;
    }
}
