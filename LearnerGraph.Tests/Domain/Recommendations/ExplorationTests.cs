using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;
using static LearnerGraph.Tests.Domain.Recommendations.RecommendationFacts;

namespace LearnerGraph.Tests.Domain.Recommendations;

public sealed class ExplorationTests
{
    private const int Draws = 10_000;

    [Theory]
    [InlineData("hybrid_v1", "0.1", 10)]
    [InlineData("hybrid_v1", "0.5", 10)]
    [InlineData("content_based_v1", "0.2", 5)]
    [InlineData("hybrid_v1", "0.3", 20)]
    public void Propensity_is_the_share_of_draws_in_which_the_item_stands_there(string key, string epsilon, int size)
    {
        RankingPolicies.Resolve(key, [new("epsilon", epsilon)]).TryGet(out var policy, out _);
        CompareWithDraws(policy!, State(Small.Snapshot, 11, 30), new(size));
    }

    [Fact]
    public void Propensity_is_true_for_a_lottery_over_everything() =>
        CompareWithDraws(RankingPolicies.Random, State(Small.Snapshot, 11, 30), new(10));

    [Fact]
    public void Propensity_is_true_where_fewer_are_left_than_places()
    {
        var few = RankingCatalog.Build(Catalog(3, 3, 2, layers: 1));
        RankingPolicies.Resolve("hybrid_v1", [new("epsilon", "0.4")]).TryGet(out var policy, out _);

        CompareWithDraws(policy!, LearnerState.Empty, new(4, [Lane.NextQuestion]), few);
    }

    [Fact]
    public void Explored_share_is_epsilon_of_the_next_questions()
    {
        var state = State(Small.Snapshot, 11, 30);
        int explored = 0, places = 0;
        for (ulong seed = 0; seed < 5000; seed++)
        {
            var questions = Recommend(state, seed: seed).Items.Where(i => i.Lane == Lane.NextQuestion).ToList();
            places += questions.Count;
            explored += questions.Count(i => i.IsExploration);
        }

        // 0.1 ± four standard errors of a share over all places.
        double share = explored / (double)places;
        share.Should().BeApproximately(0.1, 4 * Math.Sqrt(0.1 * 0.9 / places));
    }

    [Fact]
    public void Only_next_questions_are_drawn()
    {
        var state = State(Small.Snapshot, 11, 40);
        for (ulong seed = 0; seed < 500; seed++)
        {
            Recommend(state, seed: seed).Items.Where(i => i.Lane != Lane.NextQuestion)
                .All(i => i.Propensity == 1 && !i.IsExploration).Should().BeTrue();
        }
    }

    [Fact]
    public void No_exploration_gives_every_item_with_certainty()
    {
        RankingPolicies.Resolve("hybrid_v1", [new("epsilon", "0")]).TryGet(out var policy, out _);

        Recommend(State(Small.Snapshot, 11, 30), policy: policy).Items.Should()
            .OnlyContain(i => i.Propensity == 1 && !i.IsExploration);
    }

    /// <summary>
    /// Frequencies over seeds lie within five binomial standard errors of the propensity that was logged.
    /// </summary>
    private static void CompareWithDraws(
        RankingPolicy policy, LearnerState state, RecommendationRequest request, RankingCatalog? catalog = null)
    {
        var counts = new Dictionary<(int Rank, QuestionId Question), int>();
        var logged = new Dictionary<(int Rank, QuestionId Question), double>();
        for (ulong seed = 0; seed < Draws; seed++)
        {
            var set = Recommend(state, request, policy, seed, catalog: catalog);
            var questions = new HashSet<QuestionId>();
            foreach (var item in set.Items)
            {
                if (item.Lane != Lane.NextQuestion) continue;
                var key = (item.Rank, item.Questions[0]);
                counts[key] = counts.GetValueOrDefault(key) + 1;
                if (logged.TryGetValue(key, out double before) && Math.Abs(item.Propensity - before) > 1e-12)
                    Assert.Fail($"{key} has {before} and {item.Propensity}");
                logged[key] = item.Propensity;
                if (!questions.Add(item.Questions[0])) Assert.Fail($"{key} twice");
            }
        }

        foreach (var (key, propensity) in logged)
        {
            double error = Math.Sqrt(propensity * (1 - propensity) / Draws);
            (counts[key] / (double)Draws).Should().BeApproximately(propensity, (5 * error) + 1e-12);
        }

        foreach (var place in logged.GroupBy(entry => entry.Key.Rank))
            place.Sum(entry => entry.Value).Should().BeApproximately(1, 1e-9, "what a place can show is all seen");
    }
}
