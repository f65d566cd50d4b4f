using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;
using static LearnerGraph.Tests.Domain.Recommendations.RecommendationFacts;

namespace LearnerGraph.Tests.Domain.Recommendations;

public sealed class RankingPolicyTests
{
    [Fact]
    public void Hybrid_keeps_the_given_weights_in_their_proportion()
    {
        RankingPolicies.Hybrid.FeatureNames[..4].Should()
            .Equal("mastery_gap", "difficulty_match", "temporal_spacing", "preference");
        RankingPolicies.Hybrid.Weights[..4].Should().Equal(0.4, 0.3, 0.2, 0.1);
    }

    [Fact]
    public void Resolve_refuses_an_unknown_policy() =>
        Problem(RankingPolicies.Resolve("genie_v9")).Should().BeOfType<Problem.NotFound>();

    [Theory]
    [InlineData("epsilon", "1.5")]
    [InlineData("epsilon", "NaN")]
    [InlineData("epsilon", "much")]
    [InlineData("target_success", "0.2")]
    [InlineData("weight.popularity", "0.4")]
    [InlineData("weight.goal", "-1")]
    [InlineData("weight.luck", "0.1")]
    [InlineData("mix.next_question", "0.6")]
    [InlineData("colour", "1")]
    public void Resolve_refuses_a_wrong_parameter(string name, string value) =>
        Problem(RankingPolicies.Resolve("hybrid_v1", [new(name, value)])).Should().BeOfType<Problem.Invalid>();

    [Fact]
    public void Resolve_changes_the_mix_the_lottery_and_the_weights_by_name()
    {
        RankingPolicies.Resolve("hybrid_v1",
        [
            new("mix.next_question", "0.2"), new("mix.spaced_review", "0.5"), new("epsilon", "0.2"),
            new("weight.goal", "0"), new("weight.popularity", "0.1"),
        ]).TryGet(out var policy, out _).Should().BeTrue();

        policy!.Mix.SpacedReview.Should().Be(0.5);
        policy.Epsilon.Should().Be(0.2);
        policy.FeatureNames.Should().NotContain("goal").And.Contain("popularity");
        policy.Key.Should().Be("hybrid_v1");
        policy.Version.Should().Contain("epsilon=0.2");
        Recommend(State(Small.Snapshot, 3, 40), policy: policy).Mix.Select(m => m.Requested).Should().Equal(2, 5, 3);
    }

    [Fact]
    public void Policies_choose_differently()
    {
        var catalog = RankingCatalog.Build(Small.Snapshot, ItemNeighbours.Build(Interactions(Small.Snapshot, 500, 3)));
        var chosen = RankingPolicies.All.ToDictionary(p => p.Key, _ => new List<QuestionId>());
        foreach (var policy in RankingPolicies.All)
        {
            for (ulong i = 1; i <= 20; i++)
            {
                var set = Recommend(
                    State(Small.Snapshot, i, 30), new(5, [Lane.NextQuestion]), policy, i, catalog: catalog);
                chosen[policy.Key].AddRange(set.Items.Select(item => item.Questions[0]));
                set.Trace.Policy.Should().Be(policy.Key);
            }
        }

        foreach (var (key, questions) in chosen)
        {
            foreach (var (other, others) in chosen)
            {
                if (key != other && !(key, other).ToString().Contains("rule_only", StringComparison.Ordinal))
                    questions.Should().NotEqual(others, $"{key} is not {other}");
            }
        }
    }

    [Fact]
    public void Policies_give_every_item_something_that_speaks_for_it()
    {
        foreach (var policy in RankingPolicies.All)
        {
            foreach (var state in ManyStates(Small, 30))
                Recommend(state, policy: policy).Items.Should().OnlyContain(i => i.Contributions.Sum() > 0, policy.Key);
        }
    }

    [Fact]
    public void Popularity_weighs_a_tenth_at_most_outside_its_own_policy()
    {
        foreach (var policy in RankingPolicies.All.Where(p => p.Key != "popularity_v1"))
        {
            int at = policy.FeatureNames.IndexOf("popularity");
            if (at >= 0) (policy.Weights[at] / policy.Weights.Sum()).Should().BeLessThanOrEqualTo(0.1 + 1e-9);
        }
    }

    [Fact]
    public void A_goal_lifts_its_concept_by_the_configured_weight()
    {
        var state = State(Small.Snapshot, 3, 30);
        RankingPolicies.Resolve("hybrid_v1", [new("epsilon", "0")]).TryGet(out var policy, out _);
        var item = Recommend(state, policy: policy).Items.First(i => i.Lane == Lane.NextQuestion);
        var lifted = Recommend(state, policy: policy, learner: Learner(goals: item.Concept!.Value)).Items
            .First(i => i.Lane == Lane.NextQuestion && i.Questions[0] == item.Questions[0]);

        int goal = policy!.FeatureNames.IndexOf("goal");
        item.Contributions[goal].Should().Be(0);
        lifted.Contributions[goal].Should().BeApproximately(0.15 / policy.Weights.Sum(), 1e-12);
        (lifted.Score - item.Score).Should().BeApproximately(lifted.Contributions[goal], 1e-9);
    }

    [Fact]
    public void Content_affinity_is_higher_for_topics_that_the_learner_practises()
    {
        var snapshot = Small.Snapshot;
        var state = State(snapshot, 3, 30);
        var only = state with
        {
            Concepts = [.. state.Concepts.Where(c => snapshot.Find(c.Concept)!.CourseId.Value == 1)],
        };
        RankingPolicies.Resolve("content_based_v1", [new("epsilon", "0")]).TryGet(out var policy, out _);
        int at = policy!.FeatureNames.IndexOf("content_affinity");
        var items = Recommend(only, new(50, [Lane.NextQuestion]), policy).Items
            .ToLookup(i => snapshot.Find(i.Concept!.Value)!.CourseId.Value, i => i.Features[at]);

        items[1].Average().Should().BeGreaterThan(items[2].Average());
    }

    private static Problem Problem(Result<RankingPolicy> result)
    {
        result.TryGet(out _, out var problem).Should().BeFalse();
        return problem!;
    }

    /// <summary>Lottery off and a history of others there: what is left is the policies' own taste.</summary>
    [Theory]
    [InlineData("hybrid_v1", "content_based_v1")]
    [InlineData("hybrid_v1", "collaborative_filtering_v2")]
    [InlineData("content_based_v1", "collaborative_filtering_v2")]
    public void Policies_choose_other_questions_for_most_learners(string one, string other)
    {
        var snapshot = RecommendationFacts.Small.Snapshot;
        var catalog = RankingCatalog.Build(
            snapshot, ItemNeighbours.Build(RecommendationFacts.Interactions(snapshot, 200, 4)));
        var request = new RecommendationRequest(Lanes: [Lane.NextQuestion]);
        int different = 0;
        for (int learner = 1; learner <= 30; learner++)
        {
            var state = RecommendationFacts.State(snapshot, (ulong)learner, 20);
            if (!Chosen(one, state).ToHashSet().SetEquals(Chosen(other, state))) different++;
        }

        different.Should().BeGreaterThan(20);

        IEnumerable<QuestionId> Chosen(string key, LearnerState state)
        {
            RankingPolicies.Resolve(key, [new("epsilon", "0")]).TryGet(out var policy, out _).Should().BeTrue();
            return RecommendationFacts.Recommend(state, request, policy, catalog: catalog)
                .Items.Select(item => item.Questions[0]);
        }
    }
}
