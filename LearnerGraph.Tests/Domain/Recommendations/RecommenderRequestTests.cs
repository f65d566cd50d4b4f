using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;
using static LearnerGraph.Tests.Domain.Recommendations.RecommendationFacts;

namespace LearnerGraph.Tests.Domain.Recommendations;

public sealed class RecommenderRequestTests
{
    private static readonly LearnerState Practised = State(Small.Snapshot, 5, 45);

    [Theory]
    [InlineData(Lane.NextQuestion)]
    [InlineData(Lane.SpacedReview)]
    [InlineData(Lane.StreakGoal)]
    public void Recommend_gives_one_lane_all_places(Lane lane)
    {
        var set = Recommend(Practised, new(10, [lane]));

        set.Items.Should().OnlyContain(i => i.Lane == lane);
        set.Mix.Should().ContainSingle().Which.Should().Match<LaneShare>(m => m.Weight == 1 && m.Requested == 10);
    }

    [Fact]
    public void Recommend_renormalises_the_mix_over_two_lanes() =>
        Recommend(Practised, new(7, [Lane.StreakGoal, Lane.SpacedReview])).Mix
            .Select(m => (m.Lane, m.Requested)).Should()
            .Equal((Lane.SpacedReview, 4), (Lane.StreakGoal, 3));

    [Fact]
    public void Recommend_keeps_questions_within_the_asked_difficulty()
    {
        var set = Recommend(Practised, new(20, MinDifficulty: 0.3, MaxDifficulty: 0.5));

        set.Items.SelectMany(i => i.Questions).Select(q => Small.Snapshot.IndexOf(q))
            .Select(q => Probability.ShareWrong(Small.Snapshot.Table.Difficulty[q])).Should()
            .HaveCountGreaterThan(3).And.OnlyContain(d => d >= 0.3 - 1e-9 && d <= 0.5 + 1e-9);
    }

    [Fact]
    public void Recommend_keeps_to_one_course()
    {
        var set = Recommend(Practised, new(20, Course: new CourseId(2)));

        set.Items.Where(i => i.Concept is not null).Should().HaveCountGreaterThan(3);
        set.Items.Where(i => i.Concept is not null)
            .Should().OnlyContain(i => Small.Snapshot.Find(i.Concept!.Value)!.CourseId == new CourseId(2));
    }

    [Fact]
    public void Recommend_gives_one_concept_all_its_questions_when_asked()
    {
        var concept = Recommend(Practised).Items.First(i => i.Lane == Lane.NextQuestion).Concept;
        var set = Recommend(Practised, new(5, [Lane.NextQuestion], Concept: concept));

        set.Items.Should().HaveCount(5).And.OnlyContain(i => i.Concept == concept);
    }

    [Fact]
    public void Recommend_gives_nothing_for_an_unknown_concept() =>
        Recommend(Practised, new(5, [Lane.NextQuestion], Concept: new ConceptId(9999))).Items.Should().BeEmpty();

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(60)]
    public void Recommend_keeps_the_minutes_within_the_budget(int minutes)
    {
        for (ulong seed = 1; seed < 40; seed++)
        {
            var set = Recommend(State(Small.Snapshot, seed, 40), new(10, TimeBudgetMinutes: minutes), seed: seed);

            set.Items.Should().NotBeEmpty();
            if (set.Items.Count == 1) continue;
            set.Items.Sum(i => i.EstimatedMinutes).Should().BeLessThanOrEqualTo(minutes + 1e-6);
        }
    }

    [Fact]
    public void Recommend_serves_the_shortest_where_nothing_fits()
    {
        var slow = Catalog(6, 4, 2);
        var states = slow.Questions.ToDictionary(
            q => q.Id, q => new QuestionState(0, 0.1, 50, 25, 50 * (600.0 + q.Id.Value), 50));
        var catalog = RankingCatalog.Build(slow.WithStates(states));
        var set = Recommend(
            LearnerState.Empty, new(5, [Lane.NextQuestion], TimeBudgetMinutes: 2), catalog: catalog);

        set.Items.Should().ContainSingle();
        set.Note.Should().Be("Nothing fits the time budget; this is the shortest.");
        set.Mix[0].Note.Should().StartWith(set.Note);
    }

    [Fact]
    public void Recommend_orders_reviews_by_what_was_forgotten()
    {
        // Nothing builds on the last two, so that both are equally important.
        var (less, more) = (Small.Snapshot.Concepts[58].Id, Small.Snapshot.Concepts[59].Id);
        var state = LearnerState.Empty with
        {
            Concepts = [Remembered(less, days: 8), Remembered(more, days: 60)],
            LastFoldedAt = Now.AddDays(-8),
        };
        var reviews = Recommend(state, new(5, [Lane.SpacedReview])).Items;

        reviews.Select(i => i.Concept).Should().Equal(more, less);
        reviews.Should().OnlyContain(i => i.Questions.Count >= 1 && i.Questions.Count <= 3);
    }

    [Fact]
    public void Recommend_drops_a_due_concept_whose_questions_were_all_just_seen()
    {
        var concept = Small.Snapshot.Concepts[0].Id;
        var state = LearnerState.Empty with { Concepts = [Remembered(concept, days: 60)], LastFoldedAt = Now };
        var seen = state with
        {
            Seen =
            [
                .. Small.Snapshot.Table.OfConcept(0).ToArray()
                    .Select(q => new SeenQuestion(Small.Snapshot.Questions[q].Id, Now.AddHours(-3), false)),
            ],
        };

        Recommend(state, new(5, [Lane.SpacedReview])).Items.Should().ContainSingle();
        var set = Recommend(seen, new(5, [Lane.SpacedReview]));
        set.Items.Should().BeEmpty();
        set.Mix[0].Note.Should().Be("The other fitting questions were answered lately.");
        Recommend(seen, new(5, [Lane.SpacedReview], ExcludeRecentHours: 2)).Items.Should().ContainSingle();
    }

    [Fact]
    public void Recommend_says_when_the_next_review_is_due()
    {
        var known = Remembered(Small.Snapshot.Concepts[0].Id, days: 1);
        var state = LearnerState.Empty with { Concepts = [known], LastFoldedAt = Now };

        Recommend(state).Mix[1].Note.Should()
            .Be("Nothing more is due for review; the next review is on 2026-05-10.");
    }

    [Fact]
    public void Recommend_says_that_undated_answers_bring_no_reviews_and_no_streaks()
    {
        var undated = Remembered(Small.Snapshot.Concepts[0].Id, days: 60) with { Memory = default, LastAttempt = null };
        var state = LearnerState.Empty with
        {
            Concepts = [undated], LastFoldedAt = Now, Totals = new PracticeTotals { Attempts = 3 },
        };

        var mix = Recommend(state).Mix;

        mix[1].Note.Should().Contain("without dates");
        mix[2].Note.Should().Contain("without dates");
        mix[2].Served.Should().Be(0);
    }

    [Fact]
    public void Recommend_chooses_within_the_zone_where_the_pool_allows()
    {
        for (ulong seed = 1; seed < 30; seed++)
        {
            var set = Recommend(State(Small.Snapshot, seed, 25), new(10, [Lane.NextQuestion]), seed: seed);
            if (set.Mix[0].Note?.Contains("zone", StringComparison.Ordinal) == true) continue;

            set.Items.Should().OnlyContain(i => i.PredictedSuccess >= 0.6 - 1e-9 && i.PredictedSuccess <= 0.85 + 1e-9);
        }
    }

    [Fact]
    public void Recommend_relaxes_the_zone_and_says_so_where_everything_is_too_hard()
    {
        var weak = LearnerState.Empty with { Ability = new(-6, 0.1), LastFoldedAt = Now };
        var set = Recommend(weak, new(10, [Lane.NextQuestion]));

        set.Items.Should().HaveCount(10);
        set.Mix[0].Note.Should().Contain("zone");
    }

    [Fact]
    public void Recommend_follows_the_preferred_difficulty_within_limits()
    {
        double easy = Mean(0.1), hard = Mean(0.9);

        easy.Should().BeGreaterThan(hard + 0.05);
        easy.Should().BeLessThan(0.95);
        hard.Should().BeGreaterThan(0.5);

        double Mean(double preferred) => Recommend(
                State(Small.Snapshot, 5, 20), new(10, [Lane.NextQuestion]), learner: Learner(preferred: preferred))
            .Items.Average(i => i.PredictedSuccess!.Value);
    }

    [Fact]
    public void Recommend_uses_nothing_of_a_learner_who_wants_nothing_personal()
    {
        var some = Practised with { Seen = [], Suppressed = [] };
        var other = State(Small.Snapshot, 77, 12) with { Seen = [], Suppressed = [] };
        var first = Recommend(some, learner: Learner(1, 0.2, personalization: false));
        var second = Recommend(other, learner: Learner(2, 0.9, personalization: false));

        second.Items.Select(Shape).Should().Equal(first.Items.Select(Shape));
        first.Trace.Policy.Should().Be("curriculum_v1");
        first.Note.Should().StartWith("Not personal");
        first.Mix[1].Served.Should().Be(0);
        first.Items.Should().HaveCountGreaterThan(5).And.OnlyContain(i => i.Open.Count == 0);

        static (Lane, ConceptId?, double, double?) Shape(Recommendation item) =>
            (item.Lane, item.Concept, item.Score, item.PredictedSuccess);
    }

    [Fact]
    public void Recommend_fills_a_new_learners_set_from_a_single_open_concept_and_says_so()
    {
        var chain = RankingCatalog.Build(Catalog(4, 30, 2, layers: 4));
        var set = Recommend(LearnerState.Empty, catalog: chain);

        set.Items.Should().HaveCount(10);
        set.Items.Where(i => i.Lane == Lane.NextQuestion).Should().HaveCount(6);
        set.Mix[0].Note.Should().Contain("variety");
        Recommend(LearnerState.Empty, new(50)).Items.Should().HaveCount(50);
    }

    [Fact]
    public void Recommend_hands_over_without_padding_where_there_is_little()
    {
        var catalog = RankingCatalog.Build(Catalog(1, 3, 2, layers: 1));
        var set = Recommend(LearnerState.Empty, new(50), catalog: catalog);

        set.Items.Count.Should().BeLessThan(10);
        set.Mix.Should().OnlyContain(m => m.Served < m.Requested && m.Note != null);
        set.Items.SelectMany(i => i.Questions).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(0.45, 0.5)]
    [InlineData(0.1, 0.15)]
    public void Recommend_looks_past_unfit_concepts_where_a_great_many_are_open(double? min, double? max)
    {
        var flat = RankingCatalog.Build(Catalog(300, 10, 5, layers: 1));
        foreach (var policy in RankingPolicies.All)
        {
            var set = Recommend(
                State(flat.Snapshot, 3, 40), new(10, [Lane.NextQuestion], min, max), policy, catalog: flat);

            set.Items.Should().HaveCount(10, policy.Key);
            set.Trace.Candidates.Should().BeGreaterThan(40);
        }
    }

    [Fact]
    public void Recommend_serves_an_empty_catalog_without_harm()
    {
        var none = new Dictionary<QuestionId, QuestionState>();
        var catalog = RankingCatalog.Build(CatalogSnapshot.Build(new CatalogContent(1, [], [], [], [], none)));

        Recommend(LearnerState.Empty, catalog: catalog).Items.Should().OnlyContain(i => i.Lane == Lane.StreakGoal);
        Recommend(Practised, catalog: catalog).Items.Should().OnlyContain(i => i.Lane == Lane.StreakGoal);
    }

    [Fact]
    public void Recommend_survives_a_zone_that_nobody_knows() =>
        Recommend(Practised, learner: Learner() with { TimeZone = "Atlantis/Capital" }).Items.Should().HaveCount(10);

    [Fact]
    public void Fallbacks_are_marked_in_source_and_mix()
    {
        var rule = Fallbacks.RuleOnly(
            Recommender.Default, Learner(), Practised, Small, new(10), Now, 1, "the deadline passed");
        var popular = Fallbacks.PopularAtLevel(
            Recommender.Default, Learner(level: SkillLevel.Advanced), Small, new(10), Now, 1, "the store is down");
        var stale = Fallbacks.Stale(rule, "the deadline passed");

        rule.Trace.Policy.Should().Be("rule_only_v1");
        popular.Trace.Policy.Should().Be("popular_at_level_v1");
        stale.Source.Should().Be(RecommendationSource.Stale);
        foreach (var set in (RecommendationSet[])[rule, popular])
        {
            set.Source.Should().Be(RecommendationSource.Degraded);
            set.Items.Should().HaveCountGreaterThan(6).And.OnlyContain(i => i.Propensity == 1);
            set.Mix.Should().OnlyContain(m => m.Note!.Contains(set.Note!));
        }
    }

    [Theory]
    [InlineData(0, null, null, null, 24)]
    [InlineData(51, null, null, null, 24)]
    [InlineData(5, -0.1, null, null, 24)]
    [InlineData(5, 0.6, 0.5, null, 24)]
    [InlineData(5, null, double.NaN, null, 24)]
    [InlineData(5, null, null, 0, 24)]
    [InlineData(5, null, null, 181, 24)]
    [InlineData(5, null, null, null, -1)]
    public void Checked_refuses_a_wrong_request(int count, double? min, double? max, int? minutes, int hours)
    {
        var request = new RecommendationRequest(
            count, null, min, max, minutes, DeviceKind.Mobile, ExcludeRecentHours: hours);

        request.Checked().TryGet(out _, out var problem).Should().BeFalse();
        problem!.Path.Should().ContainSingle();
    }

    [Fact]
    public void Requests_for_the_same_lanes_in_another_order_are_equal()
    {
        var one = new RecommendationRequest(5, [Lane.NextQuestion, Lane.StreakGoal]);
        var other = new RecommendationRequest(5, [Lane.StreakGoal, Lane.NextQuestion]);

        one.Should().Be(other);
        one.GetHashCode().Should().Be(other.GetHashCode());
        one.Checked().IsOk.Should().BeTrue();
    }

    private static ConceptState Remembered(ConceptId concept, double days)
    {
        var last = Now.AddDays(-days);
        var memory = new MemoryState(5, 5, last, last.AddDays(5), 2, 0);
        return new ConceptState(
            concept, new(0.5, 0.2), 5, 4, last, memory, LearnerGraph.Domain.Mastery.MasteryLevel.Proficient, 0.5, null);
    }
}
