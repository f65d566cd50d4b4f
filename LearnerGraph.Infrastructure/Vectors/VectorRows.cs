using System.Numerics.Tensors;
using LearnerGraph.Domain.Intelligence;

namespace LearnerGraph.Infrastructure.Vectors;

/// <summary>
/// Vectors as rows of one flat array that only grows: a row once written never changes, so that readers need no lock.
/// </summary>
/// <remarks>
/// The order of rows under a query q is that of q·x + bias(x), with bias 0 for cosine (rows have length 1) and dot
/// product, and -|x|²/2 for the distance.
/// </remarks>
internal sealed class VectorRows(EmbeddingSpace space, bool hasBytes)
{
    private float[] _values = [];
    private float[] _bias = [];
    private sbyte[] _codes = [];
    private float[] _scales = [];
    private ContentKey[] _keys = [];
    private int[][] _courses = [];

    public EmbeddingSpace Space => space;

    public bool HasBytes => hasBytes;

    /// <summary>Rows written so far; only the writer reads it.</summary>
    public int Count { get; private set; }

    public ContentKey Key(int row) => _keys[row];

    public int[] Courses(int row) => _courses[row];

    public ReadOnlySpan<float> this[int row] => _values.AsSpan(row * space.Dimension, space.Dimension);

    /// <summary>Appends a row; the writer's alone.</summary>
    /// <param name="isScaled">The vector has been a row before and is taken to the bit.</param>
    public int Add(ContentKey key, int[] courses, ReadOnlySpan<float> vector, bool isScaled)
    {
        if (Count == _keys.Length) Grow();
        var row = Count++;
        var stored = _values.AsSpan(row * space.Dimension, space.Dimension);
        vector.CopyTo(stored);
        var length = stored.IsEmpty ? 0 : TensorPrimitives.Norm<float>(stored);
        if (space.Metric == SimilarityMetric.Cosine && length > 0 && !isScaled)
            TensorPrimitives.Divide(stored, length, stored);
        _bias[row] = space.Metric == SimilarityMetric.Closeness ? -length * length / 2 : 0;
        if (hasBytes)
            _scales[row] = SignedBytes.Encode(stored, _codes.AsSpan(row * space.Dimension, space.Dimension));
        (_keys[row], _courses[row]) = (key, courses);
        return row;
    }

    public float Score(ReadOnlySpan<float> query, int row) => TensorPrimitives.Dot(query, this[row]) + _bias[row];

    /// <summary>Of a query in bytes; near the exact score.</summary>
    public float RoughScore(ReadOnlySpan<sbyte> query, float scale, int row) =>
        (SignedBytes.Dot(query, _codes.AsSpan(row * space.Dimension, space.Dimension)) * scale * _scales[row])
        + _bias[row];

    /// <summary>How near two rows are to each other, on the scale of the order.</summary>
    public float PairScore(int a, int b) => TensorPrimitives.Dot(this[a], this[b]) + _bias[a] + _bias[b];

    /// <summary>The similarity by the space's metric that belongs to a score.</summary>
    public double SimilarityOf(float score, ReadOnlySpan<float> query) => space.Metric switch
    {
        SimilarityMetric.Cosine => Math.Clamp(score, -1, 1),
        SimilarityMetric.Dot => score,
        _ => 1 / (1 + Math.Sqrt(Math.Max(0, TensorPrimitives.SumOfSquares(query) - (2.0 * score)))),
    };

    // Readers go on with the arrays that they hold; what they know of is the same in both.
    private void Grow()
    {
        var size = Math.Max(16, _keys.Length * 2);
        var values = checked(size * space.Dimension);
        Array.Resize(ref _values, values);
        Array.Resize(ref _bias, size);
        Array.Resize(ref _keys, size);
        Array.Resize(ref _courses, size);
        if (!hasBytes) return;
        Array.Resize(ref _codes, values);
        Array.Resize(ref _scales, size);
    }
}
