using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Judging;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;
using static LearnerGraph.Tests.Domain.Recommendations.RecommendationFacts;

namespace LearnerGraph.Tests.Domain.Recommendations.Judging;

public sealed class OffPolicyTests
{
    private const int Learners = 60;
    private const int SetsEach = 8;

    /// <summary>The lottery of random_v1 is the log; each policy to judge is asked without its own.</summary>
    private static readonly RecommendationRequest Request = new(Count: 6, Lanes: [Lane.NextQuestion]);

    /// <summary>
    /// As many candidates a concept as a set may hold of it, so that the lottery can show all that a policy may want.
    /// </summary>
    private static readonly KeyValuePair<string, string>[] Supported = [new("questions_per_concept", "2")];

    private static readonly RankingCatalog Few = RankingCatalog.Build(Catalog(12, 8, 3, layers: 1));

    private static readonly RankingPolicy Log = Resolved("random_v1", Supported);

    /// <summary>Of 100 logs the promised 90 %; Binomial(100, 0.95) lies there with chance 0.99.</summary>
    [Theory]
    [InlineData("hybrid_v1")]
    [InlineData("content_based_v1")]
    public void Judge_covers_the_true_value_in_nine_of_ten_logs(string key)
    {
        var situations = Situations(key);
        double truth = situations.Average(s => s.Other.Average(Truth));
        int[] covered = new int[3];
        const int Runs = 100;
        for (int run = 0; run < Runs; run++)
        {
            var found = Judged(situations, (ulong)run + 1);
            if (found.Ips.Covers(truth)) covered[0]++;
            if (found.Snips!.Value.Covers(truth)) covered[1]++;
            if (found.DoublyRobust.Covers(truth)) covered[2]++;
        }

        covered.Should().OnlyContain(times => times >= 90);
    }

    [Fact]
    public void Judge_of_the_log_s_own_choices_gives_what_the_log_earned()
    {
        LoggedPlace[] places =
        [
            .. Enumerable.Range(0, 400).Select(i => new LoggedPlace(
                new LearnerId(i % 40), i % 3 == 0, 1, true, new(1, 0.7, 0.5, 1), new(1, 0.7, 0.5, 1))),
        ];

        OffPolicy.Judge(places).TryGet(out var found, out _).Should().BeTrue();

        found!.Ips.Should().Be(found.Logged);
        found.DoublyRobust.Value.Should().BeApproximately(found.Logged.Value, 1e-12);
        found.MeanWeight.Should().Be(new Estimate(1, 1, 1));
        found.EffectivePlaces.Should().Be(400);
    }

    [Fact]
    public void Judge_sees_that_a_log_without_lottery_never_shows_what_another_policy_wants()
    {
        LoggedPlace[] places =
        [
            .. Enumerable.Range(0, 400).Select(i => new LoggedPlace(
                new LearnerId(i % 40), true, 1, i % 5 == 0, new(1, 0.7, 0.5, 1), new(1, 0.7, 0.5, 1))),
        ];

        OffPolicy.Judge(places).TryGet(out var found, out _).Should().BeTrue();

        found!.MeanWeight.Covers(1).Should().BeFalse();
    }

    [Fact]
    public void Judge_refuses_a_log_of_too_few_learners()
    {
        OffPolicy.Judge([]).TryGet(out _, out var problem).Should().BeFalse();

        problem.Should().BeOfType<Problem.Conflict>().Which.Code.Should().Be("TOO_FEW_LEARNERS");
    }

    /// <summary>Learners like it a little too easy, short, and on top.</summary>
    private static double Truth(Recommendation item) => Math.Clamp(
        0.75 - (2.2 * Math.Abs(item.PredictedSuccess!.Value - 0.8)) - (0.03 * item.Rank), 0.02, 0.98);

    private static RankingPolicy Resolved(string key, KeyValuePair<string, string>[] parameters)
    {
        RankingPolicies.Resolve(key, parameters).TryGet(out var policy, out var problem).Should()
            .BeTrue("{0}", problem?.Message);
        return policy!;
    }

    private static List<Situation> Situations(string key)
    {
        var policy = Resolved(key, [.. Supported, new("epsilon", "0")]);
        var all = new List<Situation>();
        for (int learner = 1; learner <= Learners; learner++)
        {
            var who = Learner(learner);
            var state = State(Few.Snapshot, (ulong)learner, 1 + (learner % 5)) with { Seen = [] };
            var other = Recommend(state, Request, policy, 1, who, Few);
            all.Add(new Situation(who, state, other, [.. other.Items]));
        }

        return all;
    }

    private static OffPolicyEstimate Judged(List<Situation> situations, ulong seed)
    {
        var luck = new Prng(seed);
        var places = new List<LoggedPlace>();
        foreach (var situation in situations)
        {
            for (int s = 0; s < SetsEach; s++)
            {
                var served = Recommend(
                    situation.State, Request, Log, luck.NextUInt64(), situation.Learner, Few);
                var statuses = new RecommendationStatus[served.Items.Count];
                for (int i = 0; i < statuses.Length; i++)
                {
                    statuses[i] = luck.NextDouble() < Truth(served.Items[i])
                        ? RecommendationStatus.Completed
                        : RecommendationStatus.Shown;
                }

                places.AddRange(LoggedPlaces.Pair(new StoredSet(served, statuses), situation.Set));
            }
        }

        OffPolicy.Judge(places).TryGet(out var found, out var problem).Should().BeTrue("{0}", problem?.Message);
        return found!;
    }

    private sealed record Situation(
        Learner Learner, LearnerState State, RecommendationSet Set, IReadOnlyList<Recommendation> Other);
}
