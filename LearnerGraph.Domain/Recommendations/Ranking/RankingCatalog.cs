using System.Numerics.Tensors;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Recommendations.Ranking;

/// <summary>
/// A catalog snapshot with what ranking needs beside it: popularity, topics, the curriculum's order, similarity and the
/// scorer of other learners' histories. Built once per snapshot and shared by all requests; immutable.
/// </summary>
public sealed class RankingCatalog
{
    private readonly int[] _topicStarts;
    private readonly int[] _topics;
    private readonly int[] _order;
    private readonly double[] _importance;
    private readonly double[] _guess;
    private readonly double[] _variance;
    private readonly double[] _unanswered;
    private readonly int _deepest;
    private readonly float[]? _vectors;
    private readonly int _dimensions;
    private double[]? _popularity;

    private RankingCatalog(
        CatalogSnapshot snapshot, ICandidateScorer? scorer, float[]? vectors, int[] topicStarts, int[] topics,
        int topicCount)
    {
        (Snapshot, Scorer, TopicCount) = (snapshot, scorer, topicCount);
        ModelVersions = scorer is null ? ["response 1", "fsrs 6"] : ["response 1", "fsrs 6", scorer.ModelVersion];
        (_topicStarts, _topics, _vectors) = (topicStarts, topics, vectors);
        _dimensions = vectors is null || snapshot.Concepts.Count == 0 ? 0 : vectors.Length / snapshot.Concepts.Count;
        _order = new int[snapshot.Concepts.Count];
        for (int i = 0; i < _order.Length; i++) _order[snapshot.Graph.Order[i]] = i;
        (_importance, _guess) = (new double[_order.Length], new double[_order.Length]);
        (_variance, _unanswered) = (new double[_order.Length], new double[_order.Length]);
        for (int i = 0; i < _order.Length; i++)
        {
            double importance = snapshot.Graph.Importance(i);
            _importance[i] = importance / (1 + importance);
            _deepest = Math.Max(_deepest, snapshot.Graph.Depth(i));
            var questions = snapshot.Table.OfConcept(i);
            foreach (int q in questions)
            {
                _guess[i] += snapshot.Table.GuessFloor[q] / questions.Length;
                if (snapshot.Table.States[q].Attempts == 0) _unanswered[i] += 1.0 / questions.Length;
                else _variance[i] += snapshot.Table.States[q].Variance / questions.Length;
            }
        }
    }

    public CatalogSnapshot Snapshot { get; }

    public ICandidateScorer? Scorer { get; }

    /// <summary>Of the models that score with this catalog, for traces.</summary>
    public IReadOnlyList<string> ModelVersions { get; }

    /// <summary>Courses and tags, each one topic.</summary>
    internal int TopicCount { get; }

    /// <param name="vectors">One unit vector per concept, row by row in the catalog's order, for diversity and affinity
    /// of content; without them shared topics stand in.</param>
    public static RankingCatalog Build(
        CatalogSnapshot snapshot, ItemNeighbours? neighbours = null, float[]? vectors = null) =>
        Build(snapshot, neighbours is null ? null : new NeighbourScorer(neighbours, snapshot), vectors);

    public static RankingCatalog Build(CatalogSnapshot snapshot, ICandidateScorer? scorer, float[]? vectors = null)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] starts = new int[snapshot.Concepts.Count + 1];
        var topics = new List<int>();
        for (int c = 0; c < snapshot.Concepts.Count; c++)
        {
            var concept = snapshot.Concepts[c];
            var own = concept.Tags.Select(tag => $"#{tag.ToUpperInvariant()}").Append($"{concept.CourseId.Value}")
                .Select(topic => TopicOf(index, topic)).Distinct().Order();
            topics.AddRange(own);
            starts[c + 1] = topics.Count;
        }

        return new RankingCatalog(snapshot, scorer, vectors, starts, [.. topics], index.Count);
    }

    /// <summary>The same with newer question states; topics and scorer are kept.</summary>
    public RankingCatalog With(CatalogSnapshot snapshot) =>
        snapshot.Version == Snapshot.Version
            ? new RankingCatalog(snapshot, Scorer, _vectors, _topicStarts, _topics, TopicCount)
            : Build(snapshot);

    /// <summary>importance / (1 + importance): the mean concept has one half.</summary>
    internal double Importance(int concept) => _importance[concept];

    /// <summary>1 for the first concept of the curriculum, falling evenly to 0.</summary>
    internal double Earliness(int concept) => 1 - (_order[concept] / (double)_order.Length);

    /// <summary>The mean guess floor of the concept's questions.</summary>
    internal double MeanGuess(int concept) => _guess[concept];

    /// <summary>The mean variance of its questions' difficulties; those without answers have the given one.</summary>
    internal double MeanVariance(int concept, double unanswered) =>
        _variance[concept] + (_unanswered[concept] * unanswered);

    /// <summary>How deep into the curriculum a declared level reaches: a third, two thirds, all of it.</summary>
    internal int DepthAt(SkillLevel level) => _deepest * ((int)level + 1) / 3;

    internal ReadOnlySpan<int> TopicsOf(int concept) =>
        _topics.AsSpan(_topicStarts[concept], _topicStarts[concept + 1] - _topicStarts[concept]);

    /// <summary>The share of questions that are answered less often; 0 for one that nobody answered.</summary>
    internal ReadOnlySpan<double> Popularity => _popularity ??= Percentiles(Snapshot.Table.States);

    /// <summary>Of the concept's most popular question.</summary>
    internal double TopPopularity(int concept)
    {
        double top = 0;
        var popularity = Popularity;
        foreach (int question in Snapshot.Table.OfConcept(concept)) top = Math.Max(top, popularity[question]);
        return top;
    }

    /// <summary>
    /// In [0, 1]: cosine of the vectors where there are any, else |A ∩ B| / |A ∪ B| of topics; 1 with itself.
    /// </summary>
    internal double Similarity(int a, int b)
    {
        if (a == b) return 1;
        if (_dimensions > 0)
        {
            var first = _vectors.AsSpan(a * _dimensions, _dimensions);
            return Math.Clamp(TensorPrimitives.Dot(first, _vectors.AsSpan(b * _dimensions, _dimensions)), 0, 1);
        }

        var left = TopicsOf(a);
        var right = TopicsOf(b);
        int common = 0;
        for (int i = 0, j = 0; i < left.Length && j < right.Length;)
        {
            if (left[i] == right[j]) (common, i, j) = (common + 1, i + 1, j + 1);
            else if (left[i] < right[j]) i++;
            else j++;
        }

        // The course alone makes nothing alike, so a shared course counts, but never as much as a whole tag set.
        return common / (double)(left.Length + right.Length - common + 1);
    }

    private static int TopicOf(Dictionary<string, int> index, string topic)
    {
        if (!index.TryGetValue(topic, out int at)) index.Add(topic, at = index.Count);
        return at;
    }

    private static double[] Percentiles(ReadOnlySpan<QuestionState> states)
    {
        double[] share = new double[states.Length];
        int[] attempts = new int[states.Length];
        int[] sorted = new int[states.Length];
        for (int q = 0; q < attempts.Length; q++) (attempts[q], sorted[q]) = (states[q].Attempts, q);
        Array.Sort(attempts, sorted);
        int below = 0;
        for (int i = 0; i < attempts.Length; i++)
        {
            if (i > 0 && attempts[i] != attempts[i - 1]) below = i;
            share[sorted[i]] = attempts[i] == 0 ? 0 : below / (double)attempts.Length;
        }

        return share;
    }
}
