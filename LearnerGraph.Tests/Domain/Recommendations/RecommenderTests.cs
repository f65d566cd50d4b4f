using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;
using static LearnerGraph.Tests.Domain.Recommendations.RecommendationFacts;

namespace LearnerGraph.Tests.Domain.Recommendations;

public sealed class RecommenderTests
{
    [Fact]
    public void Recommend_keeps_the_rules_of_a_set_for_every_learner_and_size()
    {
        bool isFull = Environment.GetEnvironmentVariable("LEARNERGRAPH_FULL") is { Length: > 0 };
        foreach (var state in ManyStates(Small, isFull ? 1000 : 100))
        {
            var practised = state;
            for (int size = 1; size <= 50; size++)
            {
                var set = Recommend(practised, new(size), seed: (ulong)size);

                Violations(practised, set, size).Should().BeEmpty();
                practised = WithAnswers(practised, set, size);
            }
        }
    }

    [Fact]
    public void Recommend_gives_the_same_set_for_the_same_seed()
    {
        var state = State(Small.Snapshot, 5, 30);

        Recommend(state, seed: 9).Items.Select(i => (i.Lane, i.Concept, i.Score)).Should()
            .Equal(Recommend(state, seed: 9).Items.Select(i => (i.Lane, i.Concept, i.Score)));
    }

    [Fact]
    public void Recommend_serves_a_new_learner_in_full_and_says_why_there_is_no_review()
    {
        var set = Recommend(LearnerState.Empty);

        set.Items.Should().HaveCount(10);
        set.Mix.Select(m => m.Requested).Should().Equal(4, 3, 3);
        set.Mix[1].Served.Should().Be(0);
        set.Mix[1].Note.Should().Be("Nothing is due for review yet: nothing has been learned.");
        set.Mix[0].Served.Should().Be(6);
        set.Mix[2].Served.Should().Be(4);
        set.Items.Where(i => i.Lane == Lane.NextQuestion)
            .Select(i => Small.Snapshot.Graph.Depth(Small.Snapshot.IndexOf(i.Concept!.Value))).Should()
            .OnlyContain(depth => depth == 0);
    }

    [Fact]
    public void Recommend_allocates_less_than_eight_kilobytes()
    {
        var catalog = RankingCatalog.Build(Catalog(500, 40, 3, 12));
        var state = State(catalog.Snapshot, 4, 40);
        for (int i = 0; i < 50; i++) Recommend(state, seed: (ulong)i, catalog: catalog);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) Recommend(state, seed: (ulong)i, catalog: catalog);
        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;

        each.Should().BeLessThan(8 * 1024);
    }

    /// <summary>
    /// Some of the set's questions answered wrong within the last day, so that they are still wanted.
    /// </summary>
    private static LearnerState WithAnswers(LearnerState state, RecommendationSet set, int size) =>
        state with
        {
            Seen =
            [
                .. state.Seen.Concat(set.Items.SelectMany(i => i.Questions).Take(3)
                    .Select((q, i) => new SeenQuestion(q, Now.AddHours(-(size + i) % 24), false)))
                    .OrderBy(s => s.At).TakeLast(256),
            ],
        };

    /// <summary>What of a set breaks a rule; counts and prefixes, duplicates, prerequisites, recency, sums.</summary>
    private static IEnumerable<string> Violations(LearnerState state, RecommendationSet set, int size)
    {
        int[] requested = new int[3], served = new int[3], placed = new int[3];
        Mix.Apportion(size, [0.4, 0.3, 0.3], requested);
        for (int lane = 0; lane < 3; lane++)
        {
            var share = set.Mix[lane];
            served[lane] = share.Served;
            if (share.Requested != requested[lane]) yield return $"{lane} requested {share.Requested}";
            if (share.Served != share.Requested && share.Note is null) yield return $"{lane} without note";
            if (set.Items.Count(i => (int)i.Lane == lane) != share.Served) yield return $"{lane} miscounted";
        }

        for (int k = 1; k <= set.Items.Count; k++)
        {
            if (set.Items[k - 1].Rank != k) yield return $"rank {k}";
            placed[(int)set.Items[k - 1].Lane]++;
            for (int lane = 0; lane < 3; lane++)
            {
                double quota = (double)k * served[lane] / set.Items.Count;
                if (Math.Abs(placed[lane] - quota) > 1 + 1e-9) yield return $"prefix {k} of lane {lane}";
            }
        }

        var questions = set.Items.SelectMany(i => i.Questions).ToList();
        var goals = set.Items.Where(i => i.Goal is not null)
            .Select(i => (i.Goal!.Kind, i.Goal.Unit, i.Goal.Target)).ToList();
        var reviews = set.Items.Where(i => i.Lane == Lane.SpacedReview).Select(i => i.Concept).ToList();
        if (questions.Distinct().Count() != questions.Count) yield return "a question twice";
        if (goals.Distinct().Count() != goals.Count) yield return "a goal twice";
        if (reviews.Distinct().Count() != reviews.Count) yield return "a review twice";
        var recent = state.Seen.Where(s => s.At > Now.AddHours(-24)).Select(s => s.Question).ToHashSet();
        if (questions.Exists(recent.Contains)) yield return "a question of the last 24 hours";
        bool isCrowded = set.Mix[0].Note?.Contains("variety", StringComparison.Ordinal) == true;
        var byConcept = set.Items.Where(i => i.Concept is not null).GroupBy(i => i.Concept);
        if (size <= 10 && !isCrowded && byConcept.Any(g => g.Count() > 2))
            yield return "a concept three times";

        foreach (var item in set.Items)
        {
            if (Math.Abs(item.Contributions.Sum() - item.Score) > 1e-9) yield return $"{item.Rank} does not add up";
            if (item.Score is not (>= 0 and <= 1)) yield return $"{item.Rank} has score {item.Score}";
            if (item.Confidence is not (>= 0 and <= 1)) yield return $"{item.Rank} has confidence {item.Confidence}";
            if (item.Propensity is not (> 0 and <= 1)) yield return $"{item.Rank} has propensity {item.Propensity}";
            if (string.IsNullOrWhiteSpace(item.Reason)) yield return $"{item.Rank} has no reason";
            if (item.Lane == Lane.SpacedReview && item.Questions.Count is 0 or > 3) yield return "no questions";
            if (item.Lane == Lane.NextQuestion && !PrerequisitesAreMastered(state, item))
                yield return $"{item.Rank} is not open";
        }
    }

    private static bool PrerequisitesAreMastered(LearnerState state, Recommendation item)
    {
        var snapshot = Small.Snapshot;
        var outlook = new Outlook(TracingRules.Default, Learner(), state, Now);
        int question = snapshot.IndexOf(item.Questions[0]);
        foreach (int concept in snapshot.Table.ConceptsOf(question))
        {
            foreach (int below in snapshot.Graph.Prerequisites(concept))
            {
                if (state.Find(snapshot.Concepts[below].Id) is not { } known) return false;
                double p = outlook.MasteryOf(outlook.OffsetOf(known), snapshot.MeanDifficulty(below), 0).Probability;
                if (MasteryPolicy.Default.LevelOf(p, 0, known.Attempts) != MasteryLevel.Mastered) return false;
            }
        }

        return true;
    }
}
