using System.Collections.Immutable;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Recommendations.Ranking;

/// <summary>One learner met one question; what item neighbours are built from.</summary>
public readonly record struct Interaction(LearnerId Learner, QuestionId Question);

/// <summary>
/// Each question's nearest questions by who answered them: item kNN with shrunk cosine, as flat rows.
/// </summary>
/// <remarks>
/// sim(i, j) = n_ij / √(n_i n_j) · n_ij / (n_ij + 10), where n counts learners. B. Sarwar et al., "Item-based
/// collaborative filtering recommendation algorithms", WWW 2001; the shrinkage after Bell and Koren, ICDM 2007.
/// </remarks>
public sealed class ItemNeighbours
{
    /// <summary>Learners in common that make a similarity count for half.</summary>
    private const double Shrinkage = 10;

    internal ItemNeighbours(
        string modelVersion, ImmutableArray<QuestionId> questions, int[] starts, int[] neighbours, float[] similarities)
    {
        (ModelVersion, Questions) = (modelVersion, questions);
        (Starts, Neighbours, Similarities) = (starts, neighbours, similarities);
    }

    public string ModelVersion { get; }

    /// <summary>Ascending; positions here are what the rows refer to.</summary>
    public ImmutableArray<QuestionId> Questions { get; }

    internal int[] Starts { get; }

    internal int[] Neighbours { get; }

    internal float[] Similarities { get; }

    /// <summary>Builds the rows; the same interactions in any order give the same rows.</summary>
    /// <param name="neighbours">Kept per question.</param>
    /// <param name="perLearner">Questions counted per learner, smallest ids first, so that one robot sways
    /// nobody.</param>
    /// <param name="perQuestion">Learners looked at per question, smallest ids first; bounds the work.</param>
    public static ItemNeighbours Build(
        IEnumerable<Interaction> interactions, int neighbours = 20, int perLearner = 200, int perQuestion = 2000,
        string modelVersion = "item-knn 1")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neighbours);
        var distinct = interactions.Distinct().OrderBy(i => i.Learner.Value).ThenBy(i => i.Question.Value).ToArray();
        var questions = distinct.Select(i => i.Question).Distinct().OrderBy(id => id.Value).ToImmutableArray();
        var position = new Dictionary<QuestionId, int>(questions.Length);
        for (int q = 0; q < questions.Length; q++) position.Add(questions[q], q);

        var histories = distinct.GroupBy(i => i.Learner)
            .Select(group => group.Take(perLearner).Select(i => position[i.Question]).ToArray()).ToArray();
        var takers = new List<int>[questions.Length];
        for (int q = 0; q < takers.Length; q++) takers[q] = [];
        for (int learner = 0; learner < histories.Length; learner++)
        {
            foreach (int q in histories[learner]) takers[q].Add(learner);
        }

        var rows = new Rows(neighbours);
        double[] together = new double[questions.Length];
        for (int q = 0; q < questions.Length; q++)
        {
            var sample = takers[q].Take(perQuestion);
            double share = Math.Min(1, perQuestion / (double)Math.Max(1, takers[q].Count));
            var touched = new List<int>();
            foreach (int learner in sample)
            {
                foreach (int other in histories[learner])
                {
                    if (other == q) continue;
                    if (together[other]++ == 0) touched.Add(other);
                }
            }

            rows.Add(touched.Select(other =>
            {
                double common = together[other];
                together[other] = 0;
                double cosine = common / share / Math.Sqrt((double)takers[q].Count * takers[other].Count);
                return (other, (float)Math.Min(1, cosine * common / (common + Shrinkage)));
            }));
        }

        return new ItemNeighbours(
            modelVersion, questions, [.. rows.Starts], [.. rows.Others], [.. rows.Similarities]);
    }

    private sealed class Rows(int kept)
    {
        public List<int> Starts { get; } = [0];

        public List<int> Others { get; } = [];

        public List<float> Similarities { get; } = [];

        public void Add(IEnumerable<(int Other, float Similarity)> row)
        {
            foreach (var (other, similarity) in
                row.OrderByDescending(r => r.Similarity).ThenBy(r => r.Other).Take(kept))
            {
                Others.Add(other);
                Similarities.Add(similarity);
            }

            Starts.Add(Others.Count);
        }
    }
}
