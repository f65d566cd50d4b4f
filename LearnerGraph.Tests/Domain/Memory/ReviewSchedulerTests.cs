using LearnerGraph.Domain.Memory;

namespace LearnerGraph.Tests.Domain.Memory;

public sealed class ReviewSchedulerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);
    private static readonly ReviewScheduler Scheduler = ReviewScheduler.Default;

    [Theory]
    [InlineData(false, 0, null, 1)]
    [InlineData(false, 2, null, 1)]
    [InlineData(true, 1, null, 2)]
    [InlineData(true, 0, null, 3)]
    [InlineData(true, 0, 4, 4)]
    public void GradeOf_tells_wrong_hinted_and_right_apart(bool correct, int hints, int? imported, int grade) =>
        ReviewScheduler.GradeOf(correct, hints, imported).Should().Be(grade);

    [Fact]
    public void Review_of_the_first_attempt_starts_from_the_grade_and_is_due_after_one_stability()
    {
        var memory = Scheduler.Review(default, 3, Start, isSameDay: false);

        memory.Stability.Should().BeApproximately(2.3065, 1e-9);
        (memory.NextReview - Start).TotalDays.Should().BeApproximately(2.3065, 1e-6);
        Scheduler.Retrievability(memory, memory.NextReview).Should().BeApproximately(0.9, 1e-6);
        (memory.Reviews, memory.Lapses).Should().Be((1, 0));
    }

    [Fact]
    public void Review_later_the_same_day_uses_the_same_day_formula_and_counts_no_review()
    {
        var first = Scheduler.Review(default, 3, Start, isSameDay: false);
        var wrong = Scheduler.Review(first, 1, Start.AddHours(1), isSameDay: true);
        var right = Scheduler.Review(first, 3, Start.AddHours(1), isSameDay: true);

        wrong.Stability.Should().BeApproximately(Fsrs6.Default.StabilitySameDay(2.3065, 1), 1e-12);
        right.Stability.Should().BeGreaterThanOrEqualTo(first.Stability);
        (wrong.Reviews, wrong.Lapses, wrong.LastReview).Should().Be((1, 0, Start.AddHours(1)));
    }

    [Fact]
    public void Review_on_another_day_grows_with_success_and_shrinks_with_a_lapse()
    {
        var first = Scheduler.Review(default, 3, Start, isSameDay: false);
        var right = Scheduler.Review(first, 3, Start.AddDays(3), isSameDay: false);
        var wrong = Scheduler.Review(first, 1, Start.AddDays(3), isSameDay: false);

        right.Stability.Should().BeGreaterThan(first.Stability);
        wrong.Stability.Should().BeLessThan(first.Stability);
        (wrong.Reviews, wrong.Lapses).Should().Be((2, 1));
    }

    [Fact]
    public void Retrievability_is_unknown_before_the_first_review() =>
        Scheduler.Retrievability(default, Start).Should().BeNull();

    [Fact]
    public void Review_comes_due_sooner_where_more_is_to_be_kept()
    {
        var strict = new ReviewScheduler(Fsrs6.Default, 0.95).Review(default, 3, Start, isSameDay: false);

        strict.NextReview.Should().BeBefore(Scheduler.Review(default, 3, Start, isSameDay: false).NextReview);
    }

    [Fact]
    public void Review_allocates_nothing()
    {
        var memory = Scheduler.Review(default, 3, Start, isSameDay: false);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) memory = Scheduler.Review(memory, 1 + (i % 3), memory.NextReview, i % 2 == 0);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }
}
