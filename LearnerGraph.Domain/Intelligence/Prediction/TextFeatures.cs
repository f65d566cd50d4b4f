using LearnerGraph.Domain.Intelligence.Text;

namespace LearnerGraph.Domain.Intelligence.Prediction;

/// <summary>
/// Turns a text into the sparse row that heads predict from: weighted terms, and its shape where wanted.
/// </summary>
/// <remarks>Everything is fitted to the texts given; a text met later changes nothing.</remarks>
public sealed class TextFeatures
{
    private readonly TermIndex _terms;
    private readonly float _shapeWeight;
    private readonly float[] _mean = new float[TextShape.Count];
    private readonly float[] _deviation = new float[TextShape.Count];

    private TextFeatures(TermIndex terms, float shapeWeight) => (_terms, _shapeWeight) = (terms, shapeWeight);

    /// <param name="shapeWeight">Of the standardised measures of <see cref="TextShape"/>; 0 leaves them out.</param>
    public static TextFeatures Fit(IReadOnlyList<string> texts, TermRules rules, float shapeWeight)
    {
        var features = new TextFeatures(TermIndex.Fit(texts, rules), shapeWeight);
        if (shapeWeight <= 0) return features;

        Span<float> shape = stackalloc float[TextShape.Count];
        var squares = new double[TextShape.Count];
        foreach (var text in texts)
        {
            TextShape.Measure(text, shape);
            for (var i = 0; i < shape.Length; i++)
            {
                features._mean[i] += shape[i] / texts.Count;
                squares[i] += (double)shape[i] * shape[i] / texts.Count;
            }
        }

        for (var i = 0; i < squares.Length; i++)
        {
            var variance = squares[i] - ((double)features._mean[i] * features._mean[i]);
            features._deviation[i] = (float)Math.Sqrt(Math.Max(variance, 1e-6));
        }

        return features;
    }

    public TermRows Of(IReadOnlyList<string> texts)
    {
        var rows = _terms.Weigh(texts);
        if (_shapeWeight <= 0) return rows;

        var (offsets, indices, values) = (new int[texts.Count + 1], new List<int>(), new List<float>());
        Span<float> shape = stackalloc float[TextShape.Count];
        for (var row = 0; row < texts.Count; row++)
        {
            indices.AddRange(rows.IndicesOf(row));
            values.AddRange(rows.ValuesOf(row));
            TextShape.Measure(texts[row], shape);
            for (var i = 0; i < shape.Length; i++)
            {
                indices.Add(rows.Columns + i);
                values.Add(_shapeWeight * (shape[i] - _mean[i]) / _deviation[i]);
            }

            offsets[row + 1] = indices.Count;
        }

        return new TermRows(rows.Columns + TextShape.Count, offsets, [.. indices], [.. values]);
    }
}
