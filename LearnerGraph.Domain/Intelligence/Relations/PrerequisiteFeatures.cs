using System.Numerics.Tensors;
using LearnerGraph.Domain.Intelligence.Text;

namespace LearnerGraph.Domain.Intelligence.Relations;

/// <summary>
/// What speaks for one concept coming before another: their names, and where both stand in the graph of the pairs that
/// are known already.
/// </summary>
/// <remarks>See docs/algorithms/relations.md for every feature. Only labels of the given pairs are seen.</remarks>
internal sealed class PrerequisiteFeatures
{
    public const int Count = 33;

    private const int LevelRounds = 100;
    private const double LevelRate = 0.1;

    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly HashSet<string>[] _words;
    private readonly string[] _names;
    private readonly int _count;
    private readonly float[] _alike;
    private readonly float[] _positive;
    private readonly float[] _known;
    private readonly float[] _reach;
    private readonly float[] _profile;
    private readonly double[] _level;
    private readonly double[] _above;
    private readonly double[] _below;
    private readonly double _base;

    /// <param name="names">Every concept that will be asked about.</param>
    public PrerequisiteFeatures(
        IReadOnlyList<string> names, IReadOnlyList<PrerequisitePair> known)
    {
        _names = [.. names];
        _count = _names.Length;
        for (var i = 0; i < _count; i++) _index.Add(_names[i], i);
        string[] texts = Array.ConvertAll(_names, Readable);
        _words = Array.ConvertAll(texts, text => Words.Of(text).ToHashSet());
        _alike = NameSimilarities(texts);

        _positive = new float[_count * _count];
        _known = new float[_count * _count];
        foreach (var (concept, candidate, isPrerequisite) in known)
        {
            var at = (_index[concept] * _count) + _index[candidate];
            _known[at] = 1;
            _positive[at] = isPrerequisite ? 1 : 0;
        }

        _base = known.Count == 0 ? 0 : (double)known.Count(pair => pair.IsPrerequisite) / known.Count;
        _reach = Reach();
        _profile = Profiles();
        _level = Levels();
        (_above, _below) = (new double[_count], new double[_count]);
        for (var i = 0; i < _count; i++)
        {
            for (var j = 0; j < _count; j++)
            {
                _below[i] += _reach[(i * _count) + j];
                _above[j] += _reach[(i * _count) + j];
            }
        }
    }

    public void Of(string concept, string candidate, Span<double> features)
    {
        var (i, j) = (_index[concept], _index[candidate]);
        var (ofConcept, hasOfConcept) = RowSums(i);
        var (ofCandidate, hasOfCandidate) = RowSums(j);
        var (toConcept, askedOfConcept) = ColumnSums(i);
        var (toCandidate, askedOfCandidate) = ColumnSums(j);
        features[0] = (ofConcept + _base) / (hasOfConcept + 1);
        features[1] = (toCandidate + _base) / (askedOfCandidate + 1);
        features[2] = (ofCandidate + _base) / (hasOfCandidate + 1);
        features[3] = (toConcept + _base) / (askedOfConcept + 1);
        (features[4], features[5], features[6], features[7]) = (ofConcept, toCandidate, ofCandidate, toConcept);
        (features[8], features[9]) = (hasOfConcept, askedOfCandidate);
        (features[10], features[11], features[12]) = (_level[i] - _level[j], _level[i], _level[j]);
        (features[13], features[14]) = (_reach[(i * _count) + j], _reach[(j * _count) + i]);
        for (var k = 0; k < _count; k++)
        {
            features[15] += _reach[(i * _count) + k] * _reach[(k * _count) + j];
            features[16] += _reach[(k * _count) + i] * _reach[(k * _count) + j];
            features[17] += _reach[(i * _count) + k] * _reach[(j * _count) + k];
        }

        Names(i, j, features);
        (features[26], features[28]) = Neighbourly(i, j, ofConcept: true);
        (features[27], features[29]) = Neighbourly(i, j, ofConcept: false);
        features[30] = _profile[(i * _count) + j];
        features[31] = _below[i] - _below[j];
        features[32] = _above[j] - _above[i];
    }

    private void Names(int i, int j, Span<double> features)
    {
        var (own, other) = (_words[i], _words[j]);
        features[18] = _alike[(i * _count) + j];
        features[19] = Similarity.Jaccard(own, other);
        features[20] = other.IsSubsetOf(own) ? 1 : 0;
        features[21] = own.IsSubsetOf(other) ? 1 : 0;
        features[22] = own.Count - other.Count;
        features[23] = _names[i].Length - _names[j].Length;
        (features[24], features[25]) = (_names[i].Length, _names[j].Length);
    }

    /// <summary>
    /// What the known pairs say with another concept in the place of one, weighted by how alike they are.
    /// </summary>
    private (double Mean, double Evidence) Neighbourly(int i, int j, bool ofConcept)
    {
        double yes = 0, all = 0;
        var replaced = ofConcept ? i : j;
        for (var k = 0; k < _count; k++)
        {
            if (k == replaced) continue;
            var pair = ofConcept ? (k * _count) + j : (i * _count) + k;
            if (_known[pair] == 0) continue;
            var at = (replaced * _count) + k;
            var weight = Math.Max(0, _profile[at]) + _alike[at];
            yes += weight * _positive[pair];
            all += weight;
        }

        return (yes / (all + 0.3), all);
    }

    private (double Yes, double Asked) RowSums(int i) =>
        (TensorPrimitives.Sum<float>(_positive.AsSpan(i * _count, _count)),
            TensorPrimitives.Sum<float>(_known.AsSpan(i * _count, _count)));

    private (double Yes, double Asked) ColumnSums(int j)
    {
        double yes = 0, asked = 0;
        for (var at = j; at < _known.Length; at += _count)
        {
            yes += _positive[at];
            asked += _known[at];
        }

        return (yes, asked);
    }

    private float[] NameSimilarities(string[] texts)
    {
        var terms = TermIndex.Fit(texts, new TermRules(0, 3, 4, 1));
        var rows = terms.Weigh(texts);
        var alike = new float[_count * _count];
        var dense = new float[terms.Count];
        for (var i = 0; i < _count; i++)
        {
            Array.Clear(dense);
            rows.AddTo(i, 1, dense);
            for (var j = 0; j < _count; j++) alike[(i * _count) + j] = rows.Dot(j, dense);
        }

        return alike;
    }

    /// <summary>1 where a chain of known prerequisites leads from a concept to another.</summary>
    private float[] Reach()
    {
        var reach = _positive.ToArray();
        for (var through = 0; through < _count; through++)
        {
            for (var from = 0; from < _count; from++)
            {
                if (reach[(from * _count) + through] == 0) continue;
                var row = reach.AsSpan(from * _count, _count);
                TensorPrimitives.Max(row, reach.AsSpan(through * _count, _count), row);
            }
        }

        return reach;
    }

    /// <summary>Cosine between concepts of what is known of them in both places: yes 1, no -1, unknown 0.</summary>
    private float[] Profiles()
    {
        var width = 2 * _count;
        var rows = new float[_count * width];
        for (var i = 0; i < _count; i++)
        {
            for (var j = 0; j < _count; j++)
            {
                rows[(i * width) + j] = (2 * _positive[(i * _count) + j]) - _known[(i * _count) + j];
                rows[(i * width) + _count + j] = (2 * _positive[(j * _count) + i]) - _known[(j * _count) + i];
            }
        }

        var profile = new float[_count * _count];
        for (var i = 0; i < _count; i++)
        {
            for (var j = 0; j < _count; j++)
            {
                profile[(i * _count) + j] =
                    (float)Similarity.Cosine(rows.AsSpan(i * width, width), rows.AsSpan(j * width, width));
            }
        }

        return profile;
    }

    /// <summary>
    /// How far up a concept stands: logistic levels whose differences explain the known prerequisites.
    /// </summary>
    private double[] Levels()
    {
        var level = new double[_count];
        var slope = new double[_count];
        for (var round = 0; round < LevelRounds; round++)
        {
            for (var i = 0; i < _count; i++) slope[i] = -LevelRate * level[i];
            for (var i = 0; i < _count; i++)
            {
                for (var j = 0; j < _count; j++)
                {
                    if (_positive[(i * _count) + j] == 0) continue;
                    var surprise = 1 / (1 + Math.Exp(level[i] - level[j]));
                    slope[i] += surprise;
                    slope[j] -= surprise;
                }
            }

            for (var i = 0; i < _count; i++) level[i] += LevelRate * slope[i];
        }

        return level;
    }

    private static string Readable(string name) => name.Replace('_', ' ');
}
