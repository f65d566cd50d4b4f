using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Recommendations.Ranking;
using static LearnerGraph.Tests.Domain.Recommendations.RecommendationFacts;

namespace LearnerGraph.Tests.Domain.Recommendations;

public sealed class ItemNeighboursTests
{
    [Fact]
    public void Build_agrees_with_the_formula_on_a_few_learners()
    {
        // Questions 1 and 2 share learners 1 and 2; each has three learners.
        var neighbours = ItemNeighbours.Build(
        [
            new(new(1), new(1)), new(new(1), new(2)), new(new(2), new(1)), new(new(2), new(2)),
            new(new(3), new(1)), new(new(4), new(2)), new(new(4), new(2)),
        ]);

        neighbours.Questions.Should().Equal(new QuestionId(1), new QuestionId(2));
        neighbours.Similarities.Should().HaveCount(2);
        ((double)neighbours.Similarities[0]).Should().BeApproximately(2.0 / 3 * (2.0 / 12), 1e-6);
    }

    [Fact]
    public void Build_does_not_depend_on_the_order()
    {
        var interactions = Interactions(Small.Snapshot, 50, 4).ToList();
        var forward = ItemNeighbours.Build(interactions);
        interactions.Reverse();
        var backward = ItemNeighbours.Build(interactions);

        backward.Neighbours.Should().Equal(forward.Neighbours);
        backward.Similarities.Should().Equal(forward.Similarities);
    }

    [Fact]
    public void Build_keeps_at_most_the_asked_number_per_question()
    {
        var neighbours = ItemNeighbours.Build(Interactions(Small.Snapshot, 200, 4), neighbours: 5);

        for (int q = 0; q < neighbours.Questions.Length; q++)
            (neighbours.Starts[q + 1] - neighbours.Starts[q]).Should().BeLessThanOrEqualTo(5);
    }

    [Fact]
    public void Score_beats_popularity_where_learners_have_two_tastes()
    {
        // Even learners answer even questions, odd ones odd; the held-out answer is of the learner's own kind.
        var snapshot = Catalog(20, 10, 5);
        var prng = new Prng(9);
        var train = new List<Interaction>();
        var tests = new List<(int[] Answered, int Held)>();
        int[] popularity = new int[snapshot.Questions.Count];
        for (int learner = 0; learner < 300; learner++)
        {
            var own = new HashSet<int>();
            while (own.Count < 13) own.Add((prng.NextInt(50) * 2 * (prng.NextInt(2) + 1) % 200) | (learner % 2));
            int[] answered = [.. own.Take(12)];
            foreach (int q in answered)
            {
                train.Add(new(new(learner + 1), snapshot.Questions[q].Id));
                popularity[q]++;
            }

            tests.Add((answered, own.Last()));
        }

        var scorer = new NeighbourScorer(ItemNeighbours.Build(train), snapshot);
        double neighbours = 0, popular = 0;
        double[] scores = new double[200];
        foreach (var (answered, held) in tests)
        {
            int[] candidates = [.. Enumerable.Range(0, 200).Except(answered)];
            ulong[] bits = new ulong[4];
            foreach (int q in answered) bits[q >> 6] |= 1UL << (q & 63);
            scorer.Score(snapshot, new(1), new AnsweredQuestions(answered, bits), candidates, scores);
            neighbours += Gain(candidates, held, i => scores[i]);
            popular += Gain(candidates, held, i => popularity[candidates[i]]);
        }

        neighbours.Should().BeGreaterThan(1.3 * popular);
        scores.Should().OnlyContain(s => s >= 0 && s <= 1);
    }

    [Fact]
    public void Score_is_zero_for_another_version_of_the_catalog()
    {
        var scorer = new NeighbourScorer(ItemNeighbours.Build(Interactions(Small.Snapshot, 50, 4)), Small.Snapshot);
        var none = new Dictionary<QuestionId, QuestionState>();
        var other = CatalogSnapshot.Build(new CatalogContent(99, [], [], [], [], none));
        double[] scores = [0.5];
        scorer.Score(other, new(1), new AnsweredQuestions([1], [2UL]), [0], scores);

        scores.Should().Equal(0);
    }

    /// <summary>NDCG@10 with one relevant item: 1 / log2(1 + rank).</summary>
    private static double Gain(int[] candidates, int held, Func<int, double> score)
    {
        int rank = Enumerable.Range(0, candidates.Length).OrderByDescending(score).ThenBy(i => i)
            .Select(i => candidates[i]).ToList().IndexOf(held) + 1;
        return rank is >= 1 and <= 10 ? 1 / Math.Log2(1 + rank) : 0;
    }
}
