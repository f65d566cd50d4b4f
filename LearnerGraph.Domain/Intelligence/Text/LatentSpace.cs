using System.Numerics.Tensors;
using LearnerGraph.Domain.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LearnerGraph.Domain.Intelligence.Text;

/// <summary>
/// Latent semantic analysis: directions in which the texts of a body vary most, and any text as a point along them.
/// </summary>
/// <remarks>
/// Deerwester et al., JASIS 41 (1990), 391-407; the truncated SVD by randomised subspace iteration: Halko, Martinsson
/// and Tropp, SIAM Review 53 (2011), 217-288, algorithm 4.4. See docs/algorithms/embeddings.md.
/// </remarks>
public sealed class LatentSpace
{
    /// <summary>What a text's vector has at most; directions that a small body does not have stay 0.</summary>
    public const int DefaultDimension = 384;

    private const int Oversampling = 12;
    private const int Iterations = 2;

    private readonly TermIndex _terms;
    private readonly float[] _projection;

    private LatentSpace(TermIndex terms, int dimension, float[] projection) =>
        (_terms, Dimension, _projection) = (terms, dimension, projection);

    public int Dimension { get; }

    /// <summary>Texts that the space was fitted to.</summary>
    public required int Texts { get; init; }

    /// <summary>Fits the space; the same texts, rules and seed give the same space.</summary>
    /// <param name="maxTexts">A larger body is sampled; the other texts are folded in.</param>
    public static LatentSpace Fit(
        IReadOnlyList<string> texts, TermRules rules, int dimension = DefaultDimension, ulong seed = 42,
        int maxTexts = 12_000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        var terms = TermIndex.Fit(texts, rules);
        var rows = terms.Weigh(Sample(texts, maxTexts, seed));
        var projection = new float[terms.Count * dimension];
        var width = Math.Min(dimension + Oversampling, Math.Min(rows.Count, terms.Count));
        if (width > 0) Directions(rows, width, dimension, seed, projection);
        return new LatentSpace(terms, dimension, projection) { Texts = texts.Count };
    }

    /// <summary>A text as a vector of length 1, folded in without a new fit; 0 where it shares no term.</summary>
    public float[] Embed(string text)
    {
        var vector = new float[Dimension];
        var row = _terms.Weigh([text]);
        var indices = row.IndicesOf(0);
        var values = row.ValuesOf(0);
        for (var at = 0; at < indices.Length; at++)
        {
            TensorPrimitives.MultiplyAdd(
                _projection.AsSpan(indices[at] * Dimension, Dimension), values[at], vector, vector);
        }

        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0) TensorPrimitives.Divide(vector, length, vector);
        return vector;
    }

    private static IReadOnlyList<string> Sample(IReadOnlyList<string> texts, int count, ulong seed)
    {
        if (texts.Count <= count) return texts;
        int[] order = [.. Enumerable.Range(0, texts.Count)];
        var random = new Prng(seed);
        random.Shuffle(order.AsSpan());
        return [.. order.Take(count).Order().Select(i => texts[i])];
    }

    private static void Directions(TermRows rows, int width, int dimension, ulong seed, float[] projection)
    {
        var ofTerms = new float[rows.Columns * width];
        var ofTexts = new float[rows.Count * width];
        var random = new Prng(seed);
        for (var i = 0; i < ofTerms.Length; i++) ofTerms[i] = (float)random.NextGaussian();
        rows.Multiply(ofTerms, width, ofTexts);
        for (var i = 0; i < Iterations; i++)
        {
            Orthonormal.Columns(ofTexts, width);
            rows.MultiplyTransposed(ofTexts, width, ofTerms);
            Orthonormal.Columns(ofTerms, width);
            rows.Multiply(ofTerms, width, ofTexts);
        }

        Orthonormal.Columns(ofTexts, width);
        rows.MultiplyTransposed(ofTexts, width, ofTerms);
        Project(ofTerms, width, dimension, projection);
    }

    /// <summary>B = Qᵀ·texts has the right singular vectors B W / s, where W diagonalises BᵀB.</summary>
    private static void Project(float[] ofTerms, int width, int dimension, float[] projection)
    {
        var gram = Matrix<double>.Build.Dense(width, width, Orthonormal.Gram(ofTerms, width));
        var eigen = gram.Evd(Symmetricity.Symmetric);
        var kept = Math.Min(dimension, width);
        var rotation = new float[width * kept];
        var largest = eigen.EigenValues[width - 1].Real;
        for (var k = 0; k < kept; k++)
        {
            var at = width - 1 - k;
            var square = eigen.EigenValues[at].Real;
            if (square <= largest * 1e-9) break;

            // The sign of a singular vector is free: the entry that is largest in size is made positive.
            var column = eigen.EigenVectors.Column(at);
            var sign = Math.Sign(column[column.AbsoluteMaximumIndex()]);
            for (var i = 0; i < width; i++) rotation[(i * kept) + k] = (float)(sign * column[i] / Math.Sqrt(square));
        }

        for (var start = 0; start < ofTerms.Length; start += width)
        {
            var to = projection.AsSpan(start / width * dimension, kept);
            for (var i = 0; i < width; i++)
            {
                TensorPrimitives.MultiplyAdd(
                    rotation.AsSpan(i * kept, kept), ofTerms[start + i], to, to);
            }
        }
    }
}
