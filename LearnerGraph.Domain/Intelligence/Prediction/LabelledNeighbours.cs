using LearnerGraph.Domain.Intelligence.Text;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Intelligence.Prediction;

/// <summary>
/// The texts of a labelled body that are nearest to another text: alike in their terms, and in what the head of the
/// labels says of both.
/// </summary>
/// <remarks>
/// similarity = cosine of terms + weight · cosine of chances, chances being the softmax of the margins. An inverted
/// index brings the terms together, so that only shared terms cost anything. See docs/algorithms/embeddings.md.
/// </remarks>
public sealed class LabelledNeighbours
{
    private const double Sharpness = 3;

    private readonly TermIndex _terms;
    private readonly CompressedPostings _postings;
    private readonly float[] _chances;
    private readonly int _labels;
    private readonly int _count;

    private LabelledNeighbours(TermIndex terms, CompressedPostings postings, float[] chances, int labels, int count) =>
        (_terms, _postings, _chances, _labels, _count) = (terms, postings, chances, labels, count);

    private sealed record CompressedPostings(int[] Offsets, int[] Rows, float[] Values);

    /// <param name="margins">Of each text by label, as the head gives them.</param>
    public static LabelledNeighbours Build(IReadOnlyList<string> texts, double[][] margins)
    {
        var terms = TermIndex.Fit(texts, new TermRules(2, 0, 0, 0, MaxTerms: 400_000));
        var rows = terms.Weigh(texts);
        var offsets = new int[rows.Columns + 1];
        foreach (var column in rows.Indices) offsets[column + 1]++;
        for (var i = 1; i < offsets.Length; i++) offsets[i] += offsets[i - 1];
        var next = offsets[..^1];
        var postings = new CompressedPostings(offsets, new int[rows.Indices.Length], new float[rows.Indices.Length]);
        for (var row = 0; row < rows.Count; row++)
        {
            var indices = rows.IndicesOf(row);
            var values = rows.ValuesOf(row);
            for (var i = 0; i < indices.Length; i++)
            {
                var at = next[indices[i]]++;
                (postings.Rows[at], postings.Values[at]) = (row, values[i]);
            }
        }

        var labels = margins.Length == 0 ? 0 : margins[0].Length;
        var chances = new float[texts.Count * labels];
        for (var i = 0; i < texts.Count; i++) Chances(margins[i], chances.AsSpan(i * labels, labels));
        return new LabelledNeighbours(terms, postings, chances, labels, texts.Count);
    }

    /// <summary>The nearest rows, best first; fewer where there are fewer texts.</summary>
    /// <param name="labelWeight">0 for terms alone.</param>
    public int[] Nearest(string text, double[] margins, int count, float labelWeight)
    {
        var scores = new float[_count];
        var row = _terms.Weigh([text]);
        var indices = row.IndicesOf(0);
        var values = row.ValuesOf(0);
        for (var i = 0; i < indices.Length; i++)
        {
            for (var at = _postings.Offsets[indices[i]]; at < _postings.Offsets[indices[i] + 1]; at++)
                scores[_postings.Rows[at]] += values[i] * _postings.Values[at];
        }

        var own = new float[_labels];
        Chances(margins, own);
        var found = new int[Math.Min(count, _count)];
        var best = new TopK(new float[found.Length], found);
        for (var i = 0; i < _count; i++)
        {
            var alike = labelWeight > 0
                ? (float)Similarity.Cosine(own, _chances.AsSpan(i * _labels, _labels)) : 0;
            best.Offer(i, scores[i] + (labelWeight * alike));
        }

        best.Sort();
        return found;
    }

    private static void Chances(double[] margins, Span<float> chances)
    {
        // The largest margin is taken off, so that no exponential overflows.
        var most = margins.Length == 0 ? 0 : margins.Max();
        double sum = 0;
        for (var i = 0; i < margins.Length; i++) sum += chances[i] = (float)Math.Exp(Sharpness * (margins[i] - most));
        for (var i = 0; i < margins.Length; i++) chances[i] /= (float)sum;
    }
}
