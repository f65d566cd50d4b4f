using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using static LearnerGraph.Tests.Domain.Tracing.PracticeWorld;

namespace LearnerGraph.Tests.Domain.Tracing;

public sealed class LearnerFoldTests
{
    private static readonly Learner Anna = Learner();
    private readonly PracticeWorld _world = new();

    [Fact]
    public void The_first_answer_of_a_day_is_the_review_and_later_ones_are_same_day()
    {
        Answer(1, Start);
        Answer(1, Start.AddHours(2));
        var day = Concept(1);
        Answer(1, Start.AddHours(16));

        day.Memory.Reviews.Should().Be(1);
        Concept(1).Memory.Reviews.Should().Be(2, "23:30 UTC is the next day in Berlin");
        Concept(1).LastDay.Should().Be(LocalDay.At(Start.AddHours(16), LocalTime.ZoneOf(Anna)));
    }

    [Fact]
    public void A_hint_makes_the_review_a_hard_one()
    {
        Answer(1, Start, hints: 1);

        Concept(1).Memory.Stability.Should().BeApproximately(1.2931, 1e-9);
    }

    [Fact]
    public void Every_linked_concept_moves_by_its_weight()
    {
        Answer(4, Start, correct: false);

        Concept(4).Ability.Mean.Should().BeNegative();
        Concept(5).Ability.Mean.Should().BeInRange(Concept(4).Ability.Mean * 0.6, Concept(4).Ability.Mean * 0.4);
    }

    [Fact]
    public void A_concept_is_counted_as_mastered_once()
    {
        var clock = Start;
        for (int round = 0; round < 4; round++)
        {
            for (int i = 0; i < 5; i++) Answer(1, clock = clock.AddMinutes(1));
            for (int i = 0; i < 9; i++) Answer(1, clock = clock.AddMinutes(1), correct: false);
        }

        _world.StateOf(Anna).Days.Sum(day => day.ConceptsMastered).Should().Be(1);
        Concept(1).MasteredOn.Should().Be(LocalDay.At(Start, LocalTime.ZoneOf(Anna)));
    }

    [Fact]
    public void Seen_keeps_the_last_meeting_of_at_most_256_questions()
    {
        var world = new PracticeWorld(10, 31);
        var drafts = Enumerable.Range(1, 310).Select(q => Draft(q, Start.AddSeconds(q))).ToArray();
        world.Submit(Anna, Start.AddHours(1), drafts);
        world.Submit(Anna, Start.AddHours(2), Draft(201, Start.AddHours(2), correct: false));
        var seen = world.StateOf(Anna).Seen;

        seen.Should().HaveCount(256);
        seen.Select(s => s.Question).Should().OnlyHaveUniqueItems();
        seen[^1].Should().Be(new SeenQuestion(new QuestionId(201), Start.AddHours(2), false));
        seen.Select(s => s.At).Should().BeInAscendingOrder();
    }

    [Fact]
    public void Days_keep_the_last_63_and_report_all_that_changed()
    {
        for (int day = 0; day < 70; day++) Answer(1 + (day % 9), Start.AddDays(day));

        _world.StateOf(Anna).Days.Should().HaveCount(63);
        _world.StateOf(Anna).Totals.ActiveDays.Should().Be(70);
        _world.Days[Anna.Id].Should().HaveCount(70);
        Rebuild.Learner(TracingRules.Default, _world.Catalog, Anna, _world.StateOf(Anna), _world.History(Anna))
            .Days.Should().HaveCount(70);
    }

    [Fact]
    public void Minutes_and_sessions_come_from_the_timing_of_answers()
    {
        Answer(1, Start);
        Answer(2, Start.AddMinutes(3));
        Answer(3, Start.AddHours(5));
        var totals = _world.StateOf(Anna).Totals;

        totals.Minutes.Should().BeApproximately(1 + 3 + 1, 1e-9);
        (totals.Sessions, totals.ActiveDays).Should().Be((2, 1));
        _world.StateOf(Anna).Hours.Sum().Should().Be(3);
    }

    [Fact]
    public void A_flight_westwards_counts_streaks_by_local_day()
    {
        var tokyo = Learner(1, "Asia/Tokyo");
        var angeles = Learner(1, "America/Los_Angeles");
        for (int i = 0; i < 20; i++) Submit(tokyo, Start.AddMinutes(i));
        for (int i = 20; i < 40; i++) Submit(angeles, Start.AddMinutes(i));
        var state = _world.StateOf(Anna);

        state.Days.Select(day => day.Day.ToString()).Should().Equal("2026-03-02");
        Submit(angeles, Start.AddHours(-3));

        void Submit(Learner learner, DateTimeOffset at) =>
            _world.Submit(learner, at, Draft(1 + (at.Minute % 9), at));
        Rebuild.Learner(TracingRules.Default, _world.Catalog, Anna, _world.StateOf(Anna), _world.History(Anna))
            .State.ShouldEqual(_world.StateOf(Anna));
    }

    [Fact]
    public void Twenty_days_of_practice_make_a_streak_and_its_milestones()
    {
        for (int day = 0; day < 20; day++)
        {
            for (int i = 0; i < 6; i++) Answer(1 + i, Start.AddDays(day).AddMinutes(4 * i));
        }

        var state = _world.StateOf(Anna);
        state.Streaks[0].Current.Should().Be(20);
        state.Milestones.Where(m => m.Streak == StreakKind.DailyPractice).Select(m => m.Length).Should()
            .Equal(3, 7, 14);
        state.Totals.QualifiedDays.Should().Be(20);
    }

    [Fact]
    public void Reading_the_standing_allocates_nothing()
    {
        Answer(1, Start);
        var fold = new LearnerFold(TracingRules.Default, _world.Catalog, _world.StateOf(Anna), Anna);
        var question = _world.Catalog.Questions[0];
        Ability standing = default;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) standing = fold.StandingFor(question, Start.AddDays(1), true);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        standing.Variance.Should().BePositive();
    }

    private ConceptState Concept(int question) => _world.StateOf(Anna)
        .Find(new ConceptId(1 + (question % 6)))!.Value;

    private void Answer(int question, DateTimeOffset at, bool correct = true, int hints = 0) =>
        _world.Submit(Anna, at, Draft(question, at, correct, hints));
}
