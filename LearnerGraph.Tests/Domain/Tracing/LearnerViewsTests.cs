using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Tracing;
using static LearnerGraph.Tests.Domain.Tracing.PracticeWorld;

namespace LearnerGraph.Tests.Domain.Tracing;

/// <summary>Mastery, progress, statistics and profile, computed from a state.</summary>
public sealed class LearnerViewsTests
{
    private static readonly Learner Anna = Learner();
    private static readonly TracingRules Rules = TracingRules.Default;
    private readonly PracticeWorld _world = new();

    private LearnerSnapshot Snapshot => new(Anna, _world.StateOf(Anna));

    [Fact]
    public void A_new_learner_has_started_nothing()
    {
        var progress = LearnerProgress.Of(Rules, _world.Catalog, Snapshot, Start);
        var stats = LearnerStats.Of(Rules, _world.Catalog, Snapshot, Start);
        var profile = LearningProfile.Of(Rules, _world.Catalog, Snapshot, Start);
        var mastery = ConceptMastery.Of(Rules, _world.Catalog, Snapshot, new ConceptId(1), Start);

        (progress.Overall, progress.NotStarted, progress.RecentImprovements.Count).Should().Be((0, 6, 0));
        progress.FocusAreas.Should().HaveCount(5);
        progress.MinutesToNextMilestone.Should().Be(3 * 15);
        (stats.Accuracy, stats.AverageMastery, stats.ConsistencyScore).Should().Be((null, null, 0));
        (profile.PeakHour, profile.PreferredSessionMinutes, profile.Strongest.Count).Should().Be((null, 0, 0));
        (mastery.Level, mastery.Retrievability, mastery.StabilityDays).Should()
            .Be((MasteryLevel.NotStarted, null, null));
        mastery.StandardError.Should().BePositive();
    }

    [Fact]
    public void Statistics_count_answers_minutes_and_days()
    {
        for (int day = 0; day < 10; day++)
        {
            var at = Start.AddDays(day * 3);
            _world.Submit(Anna, at, Draft(1, at, ms: 120_000, correct: day < 7));
        }

        var stats = LearnerStats.Of(Rules, _world.Catalog, Snapshot, Start.AddDays(27).AddHours(1));

        stats.Accuracy.Should().BeApproximately(0.7, 1e-12);
        (stats.Attempts, stats.Correct, stats.ActiveDays).Should().Be((10, 7, 10));
        stats.PracticeMinutes.Should().BeApproximately(20, 1e-9);
        stats.PracticeMinutesLast7Days.Should().BeApproximately(6, 1e-9);
        stats.PracticeMinutesLast30Days.Should().BeApproximately(20, 1e-9);
        (stats.CurrentStreakDays, stats.LongestStreakDays).Should().Be((0, 0));
    }

    [Fact]
    public void Mastery_falls_with_forgetting_and_is_due_when_recall_is()
    {
        for (int i = 0; i < 5; i++) _world.Submit(Anna, Start.AddMinutes(i), Draft(6, Start.AddMinutes(i)));
        var concept = _world.StateOf(Anna).Concepts[0].Concept;
        var now = ConceptMastery.Of(Rules, _world.Catalog, Snapshot, concept, Start.AddMinutes(4));
        var due = ConceptMastery.Of(Rules, _world.Catalog, Snapshot, concept, now.NextReviewAt!.Value);
        var later = ConceptMastery.Of(Rules, _world.Catalog, Snapshot, concept, Start.AddDays(400));

        (now.Level, now.Attempts, now.Retrievability).Should().Be((MasteryLevel.Mastered, 5, 1));
        due.Retrievability.Should().BeApproximately(0.9, 1e-6);
        (now.NextReviewAt!.Value - now.LastPracticedAt!.Value).TotalDays.Should()
            .BeApproximately(now.StabilityDays!.Value, 1e-6);
        later.Probability.Should().BeLessThan(now.Probability);
        later.StandardError.Should().BeGreaterThan(now.StandardError);
    }

    [Fact]
    public void Progress_lists_what_improved_this_week()
    {
        foreach (int question in (int[])[6, 6, 6, 12, 12])
        {
            var at = Start.AddMinutes(_world.Of(Anna).Count);
            _world.Submit(Anna, at, Draft(question, at, correct: question == 6 || _world.Of(Anna).Count < 4));
        }

        var progress = LearnerProgress.Of(Rules, _world.Catalog, Snapshot, Start.AddHours(1));
        var nextWeek = LearnerProgress.Of(Rules, _world.Catalog, Snapshot, Start.AddDays(7));

        var best = progress.RecentImprovements[0];
        best.Concept.Should().Be(new ConceptId(1));
        best.After.Should().BeGreaterThan(best.Before + 0.1);
        best.Since.Should().Be(new DateTimeOffset(2026, 3, 1, 23, 0, 0, TimeSpan.Zero));
        nextWeek.RecentImprovements.Should().BeEmpty();
        (progress.Mastered + progress.Proficient + progress.Learning + progress.NotStarted).Should().Be(6);
        progress.Overall.Should().BeInRange(0.05, 0.5);
    }

    [Fact]
    public void Profile_counts_newly_mastered_concepts_by_the_week()
    {
        var today = LocalDay.At(Start, TimeZoneInfo.Utc);
        var state = LearnerState.Empty with
        {
            FirstAnsweredAt = Start.AddDays(-14),
            Concepts =
            [
                .. Enumerable.Range(1, 4).Select(i =>
                    new ConceptState { Concept = new ConceptId(i), MasteredOn = today + (-3 * i) }),
                new ConceptState { Concept = new ConceptId(5) },
            ],
        };

        LearningProfile.Of(Rules, _world.Catalog, new(Anna, state), Start).ConceptsPerWeek.Should().Be(2);
    }

    [Fact]
    public void Profile_knows_the_local_peak_hour_and_the_two_ends()
    {
        var hanoi = Learner(1, "Asia/Ho_Chi_Minh");
        for (int i = 0; i < 12; i++)
        {
            var at = new DateTimeOffset(2026, 3, 2 + i, 12, 10, 0, TimeSpan.Zero);
            _world.Submit(hanoi, at, Draft(1 + (i % 2), at, correct: i % 2 == 0));
        }

        var profile = LearningProfile.Of(
            Rules, _world.Catalog, new LearnerSnapshot(hanoi, _world.StateOf(hanoi)), Start.AddDays(13));

        profile.PeakHour.Should().Be(19);
        profile.Strongest.Should().Equal(new ConceptId(2));
        profile.Weakest.Should().Equal(new ConceptId(3));
        profile.AverageDailyMinutes.Should().BeApproximately(1, 1e-9);
        profile.AbilityStandardError.Should().BeInRange(0.1, 1);
    }

    [Fact]
    public void Two_learners_differ()
    {
        _world.Submit(Anna, Start, Draft(1, Start));
        _world.Submit(Learner(2), Start, Draft(1, Start, correct: false));
        var other = new LearnerSnapshot(Learner(2), _world.StateOf(Learner(2)));

        LearnerProgress.Of(Rules, _world.Catalog, Snapshot, Start).Overall.Should()
            .BeGreaterThan(LearnerProgress.Of(Rules, _world.Catalog, other, Start).Overall);
    }
}
