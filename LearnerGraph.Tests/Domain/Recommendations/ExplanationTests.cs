using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Explaining;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;
using static LearnerGraph.Tests.Domain.Recommendations.RecommendationFacts;

namespace LearnerGraph.Tests.Domain.Recommendations;

public sealed class ExplanationTests
{
    [Fact]
    public void From_adds_up_in_every_case()
    {
        foreach (var (set, item, _) in Cases(1000))
        {
            var explanation = Explain(set, item, ExplanationLevel.Detailed);

            explanation.Contributions.Sum(c => c.Contribution).Should().BeApproximately(item.Score, 1e-9);
            explanation.Importance.Sum(i => i.Importance).Should().BeApproximately(1, 1e-9);
            double weights = set.Trace.Weights.Sum();
            explanation.Contributions.Select((c, f) => c.Value * set.Trace.Weights[f] / weights).Sum()
                .Should().BeApproximately(item.Score, 1e-9, "the trace replays to the same score");
        }
    }

    [Fact]
    public void From_gives_reasons_of_which_the_first_lowers_the_score_when_it_is_neutralised()
    {
        foreach (var (set, item, _) in Cases(1000))
        {
            var explanation = Explain(set, item, ExplanationLevel.Simple);
            var top = explanation.Contributions.MaxBy(c => c.Contribution)!;
            double without = explanation.Contributions.Where(c => c != top).Sum(c => c.Contribution);

            without.Should().BeLessThan(item.Score);
            explanation.MainReasons.Should().HaveCountGreaterThan(0).And.HaveCountLessThanOrEqualTo(3);
            explanation.MainReasons.Should().OnlyHaveUniqueItems();
            if (item.Lane != Lane.StreakGoal) explanation.MainReasons[0].Should().Be(item.Reason);
        }
    }

    [Fact]
    public void From_differs_by_level()
    {
        var (set, item, _) = Cases(50).First(c => c.Item is { Lane: Lane.SpacedReview });
        var simple = Explain(set, item, ExplanationLevel.Simple, "if");
        var detailed = Explain(set, item, ExplanationLevel.Detailed, "if");
        var technical = Explain(set, item, ExplanationLevel.Technical, "if");

        simple.Evidence.Should().BeEmpty();
        simple.Counterfactual.Should().BeNull();
        detailed.Evidence.Should().Contain(e => e.Role == EvidenceRole.Own && e.Retrievability < 0.95);
        detailed.Counterfactual.Should().Be("if");
        detailed.Algorithm.Should().BeNull();
        technical.Algorithm!.Name.Should().Be("hybrid_v1");
        technical.Algorithm.ModelVersions.Should().Contain("fsrs 6");
    }

    [Fact]
    public void From_sees_little_of_a_new_learner_and_much_of_a_practised_one()
    {
        foreach (var item in Recommend(LearnerState.Empty).Items)
        {
            var factors = Explain(Recommend(LearnerState.Empty), item, ExplanationLevel.Simple).Confidence;
            factors.PersonalizationStrength.Should().BeLessThan(0.3);
            factors.DataQuality.Should().Be(0);
        }

        var set = Recommend(State(Small.Snapshot, 8, 45));
        set.Trace.Evidence.Should().BeGreaterThan(200);
        foreach (var item in set.Items)
        {
            Explain(set, item, ExplanationLevel.Simple).Confidence.PersonalizationStrength
                .Should().BeGreaterThan(0.6);
        }

        set.Items.Average(i => i.Confidence).Should()
            .BeGreaterThan(Recommend(LearnerState.Empty).Items.Average(i => i.Confidence));
    }

    [Fact]
    public void From_opens_with_the_configured_headline_and_claims_no_learning_style()
    {
        foreach (var (set, item, _) in Cases(200))
        {
            var explanation = Explanation.From(
                set, item, Small.Snapshot, ExplanationLevel.Technical, headline: "Why Genie picked this");

            explanation.Narrative.Should().StartWith("Why Genie picked this: ");
            (explanation.Narrative + string.Concat(explanation.MainReasons)).Should()
                .NotContainEquivalentOf("learning style");
        }
    }

    [Fact]
    public void Reasons_change_when_mastery_changes()
    {
        var state = State(Small.Snapshot, 8, 45);
        var better = state with { Ability = state.Ability with { Mean = state.Ability.Mean + 0.4 } };

        Recommend(state).Items.Select(i => i.Reason).Should()
            .NotEqual(Recommend(better).Items.Select(i => i.Reason));
    }

    [Fact]
    public void Counterfactual_keeps_the_item_away_in_every_case()
    {
        var kinds = new HashSet<string>();
        foreach (var (set, item, state) in Cases(1000))
        {
            var found = Counterfactual.Find(
                Recommender.Default, set, item, Learner(), state, Small, RankingPolicies.Default);

            found.Should().NotBeNull();
            var replayed = Recommender.Default.Recommend(
                found!.Learner, found.State, Small, RankingPolicies.Default, set.Trace.Request!, set.GeneratedAt,
                set.Trace.Seed);
            replayed.Items.Any(other => Counterfactual.IsSame(item, other)).Should().BeFalse(found.Text);
            kinds.Add(found.Text.Split(' ')[1]);
        }

        kinds.Should().HaveCountGreaterThan(1);
    }

    private static Explanation Explain(
        RecommendationSet set, Recommendation item, ExplanationLevel level, string? counterfactual = null) =>
        Explanation.From(set, item, Small.Snapshot, level, counterfactual);

    private static IEnumerable<(RecommendationSet Set, Recommendation Item, LearnerState State)> Cases(int count)
    {
        int at = 0;
        while (count > 0)
        {
            var state = State(Small.Snapshot, (ulong)++at, at % 50);
            var set = Recommend(state, seed: (ulong)at);
            foreach (var item in set.Items)
            {
                if (count-- <= 0) yield break;
                yield return (set, item, state);
            }
        }
    }
}
