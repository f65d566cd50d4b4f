using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Tests.Domain.Practice;

public sealed class StreakPolicyTests
{
    private static readonly StreakPolicy Policy = StreakPolicy.Default;
    private static readonly LocalDay Day = LocalDay.From(new DateOnly(2026, 1, 5));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void IsAlive_until_the_start_of_the_third_day_after_the_last(int later, bool alive)
    {
        var streak = Policy.Unstarted(StreakKind.DailyPractice) with { Current = 4, Longest = 4, LastCountedOn = Day };

        Policy.IsAlive(streak, Day + later).Should().Be(alive);
        Policy.At(streak, Day + later).Current.Should().Be(alive ? 4 : 0);
        Policy.BreaksOn(streak).Should().Be(Day + 3);
    }

    [Fact]
    public void BreaksOn_comes_a_day_sooner_where_nothing_can_be_forgiven()
    {
        var streak = Policy.Unstarted(StreakKind.DailyPractice) with
        {
            Current = 4, LastCountedOn = Day, LastForgivenOn = Day + -1, FreezesLeft = 0,
        };

        Policy.BreaksOn(streak).Should().Be(Day + 2);
    }

    [Fact]
    public void BreaksOn_of_a_weekly_streak_is_the_monday_after_the_following_week()
    {
        var streak = Policy.Unstarted(StreakKind.WeeklyGoal) with { Current = 2, LastCountedOn = Day + 3 };

        Policy.BreaksOn(streak).Should().Be(Day + 14);
        Policy.IsAlive(streak, Day + 13).Should().BeTrue();
        StreakPolicy.IsCounted(streak, Day + 6).Should().BeTrue();
        StreakPolicy.IsCounted(streak, Day + 7).Should().BeFalse();
    }

    [Fact]
    public void At_shows_no_progress_of_a_period_that_is_over()
    {
        var streak = Policy.Unstarted(StreakKind.WeeklyGoal) with { PeriodStart = Day, PeriodProgress = 40 };

        Policy.At(streak, Day + 6).PeriodProgress.Should().Be(40);
        Policy.At(streak, Day + 7).PeriodProgress.Should().Be(0);
    }

    [Theory]
    [InlineData(StreakKind.DailyPractice, 0)]
    [InlineData(StreakKind.DailyPractice, 366)]
    [InlineData(StreakKind.WeeklyGoal, 10081)]
    [InlineData(StreakKind.ConceptMastery, 101)]
    public void SetTarget_refuses_what_cannot_be_reached(StreakKind kind, int target) =>
        StreakPolicy.SetTarget(Policy.Unstarted(kind), target, DateTimeOffset.UnixEpoch).IsOk.Should().BeFalse();

    [Fact]
    public void NextMilestone_passes_over_those_reached_before()
    {
        var streak = Policy.Unstarted(StreakKind.DailyPractice);

        StreakPolicy.NextMilestone(streak).Should().Be(3);
        StreakPolicy.NextMilestone(streak with { Current = 1, Longest = 14 }).Should().Be(30);
        StreakPolicy.NextMilestone(streak with { Longest = 100 }).Should().BeNull();
    }

    [Fact]
    public void Day_of_two_practices_across_utc_midnight_and_a_change_of_clocks_is_the_local_one()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var apia = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland");

        // 23:30 and 00:30 in Berlin on the night of the spring change: 22:30 and 23:30 UTC on one UTC day.
        var before = LocalDay.At(new DateTimeOffset(2026, 3, 28, 22, 30, 0, TimeSpan.Zero), berlin);
        var after = LocalDay.At(new DateTimeOffset(2026, 3, 28, 23, 30, 0, TimeSpan.Zero), berlin);
        (after - before).Should().Be(1);

        // Two days of 23 hours each side by side in UTC stay two local days.
        var evening = LocalDay.At(new DateTimeOffset(2026, 3, 29, 21, 59, 0, TimeSpan.Zero), berlin);
        var night = LocalDay.At(new DateTimeOffset(2026, 3, 29, 22, 1, 0, TimeSpan.Zero), berlin);
        (evening - after).Should().Be(0);
        (night - evening).Should().Be(1);
        LocalDay.At(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), apia).ToDate()
            .Should().Be(new DateOnly(2026, 1, 2));
    }
}
