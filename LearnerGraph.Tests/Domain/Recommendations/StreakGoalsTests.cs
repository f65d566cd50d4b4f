using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Candidates;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Tests.Domain.Recommendations;

public sealed class StreakGoalsTests
{
    // A Wednesday.
    private static readonly LocalDay Today = LocalDay.From(new DateOnly(2026, 5, 6));

    [Theory]
    [InlineData(0, 7)]
    [InlineData(6, 7)]
    [InlineData(7, 30)]
    [InlineData(29, 30)]
    [InlineData(30, 37)]
    public void NextLength_climbs_the_ladder(int current, int next) =>
        StreakGoals.NextLength(current).Should().Be(next);

    [Fact]
    public void Offer_gives_a_five_day_streak_seven_days_and_a_fifth_more_minutes()
    {
        var goals = Offer(Practised(5, minutes: 20));

        goals.Single(g => g.Goal == StreakGoalKind.Milestone).Should()
            .Match<GoalCandidate>(g => g.Target == 7 && g.Current == 5 && g.Reward == "One streak freeze");
        goals.Single(g => g.Goal == StreakGoalKind.DailyMinutes).Target.Should().Be(24);
        goals.Single(g => g.Goal == StreakGoalKind.KeepToday).Minutes.Should().Be(15);
        goals.Should().NotContain(g => g.Goal == StreakGoalKind.Comeback);
    }

    [Fact]
    public void Offer_gives_a_new_learner_four_different_goals() =>
        Offer(LearnerState.Empty, nearest: (3, 20)).Select(g => g.Goal).Should().Equal(
            StreakGoalKind.DailyMinutes, StreakGoalKind.WeeklyGoal, StreakGoalKind.Milestone,
            StreakGoalKind.ConceptMastery);

    [Fact]
    public void Offer_invites_back_after_a_break_but_only_then()
    {
        var broken = Practised(5, minutes: 20, ago: 4);

        Offer(broken).Select(g => g.Goal).Should().Contain(StreakGoalKind.Comeback)
            .And.NotContain(StreakGoalKind.KeepToday);
        Offer(broken).Single(g => g.Goal == StreakGoalKind.Milestone).Current.Should().Be(0);
    }

    [Fact]
    public void Offer_never_asks_the_same_twice()
    {
        var prng = new Prng(3);
        for (int i = 0; i < 500; i++)
        {
            var goals = Offer(Practised(prng.NextInt(40), 5 + prng.NextInt(30), prng.NextInt(5)));

            goals.Select(g => g.Goal).Should().OnlyHaveUniqueItems();
            goals.Select(g => (g.Kind, g.Unit, g.Target)).Should().OnlyHaveUniqueItems();
            goals.Should().OnlyContain(g => g.Success > 0 && g.Success < 1 && g.Minutes >= 0 && g.Current < g.Target);
        }
    }

    [Fact]
    public void Offer_drops_what_today_has_already_brought()
    {
        var done = Practised(5, minutes: 20);
        done = done with { Days = done.Days.Add(new PracticeDay(Today, 80, 30, 20, 0)) };

        Offer(done).Select(g => g.Goal).Should().NotContain(
            [StreakGoalKind.KeepToday, StreakGoalKind.DailyMinutes, StreakGoalKind.WeeklyGoal]);
    }

    [Fact]
    public void Offer_estimates_success_from_the_own_days()
    {
        double steady = Offer(Practised(20, minutes: 20)).Single(g => g.Goal == StreakGoalKind.Milestone).Success;
        double rare = Offer(Practised(20, minutes: 5)).Single(g => g.Goal == StreakGoalKind.Milestone).Success;

        steady.Should().BeGreaterThan(rare);
    }

    [Fact]
    public void ChanceOfRun_agrees_with_simulation()
    {
        var prng = new Prng(17);
        foreach (var (p, days, misses) in ((double, int, int)[])[(0.7, 5, 1), (0.9, 10, 2), (0.5, 3, 0), (0.8, 23, 4)])
        {
            int reached = 0;
            const int Runs = 200_000;
            for (int run = 0; run < Runs; run++)
            {
                int left = days, free = misses;
                bool missed = false;
                while (left > 0)
                {
                    if (prng.NextDouble() < p) (left, missed) = (left - 1, false);
                    else if (missed || free-- == 0) break;
                    else missed = true;
                }

                if (left == 0) reached++;
            }

            double chance = OwnDays.ChanceOfRun(p, days, misses);
            double share = reached / (double)Runs;
            chance.Should().BeApproximately(share, 4 * Math.Sqrt(share * (1 - share) / Runs));
        }
    }

    [Fact]
    public void ChanceInWeek_looks_at_the_same_last_days_of_past_weeks()
    {
        // Three earlier weeks with 30 minutes on every Friday: from a Wednesday on, 30 more are always reached.
        var days = Enumerable.Range(1, 3).Reverse()
            .Select(week => new PracticeDay(Today.WeekStart() + (-7 * week) + 4, 30, 5, 5, 0));
        var own = new OwnDays([.. days], Today);

        own.ChanceInWeek(30, StreakUnit.Minutes).Should().BeApproximately(4.0 / 5, 1e-12);
        own.ChanceInWeek(31, StreakUnit.Minutes).Should().BeApproximately(1.0 / 5, 1e-12);
    }

    private static GoalCandidate[] Offer(LearnerState state, (int, double)? nearest = null)
    {
        var goals = new GoalCandidate[StreakGoals.Kinds];
        return goals[..StreakGoals.Offer(state, StreakPolicy.Default, Today, nearest, goals)];
    }

    /// <summary>So many days in a row with so many minutes, the last one some days ago.</summary>
    private static LearnerState Practised(int streak, double minutes, int ago = 1)
    {
        var last = Today + -ago;
        var daily = StreakPolicy.Default.Unstarted(StreakKind.DailyPractice) with
        {
            Current = streak, Longest = streak + 3, LastCountedOn = streak > 0 ? last : null, FreezesLeft = 0,
        };
        return LearnerState.Empty with
        {
            Days = [.. Enumerable.Range(0, streak).Reverse().Select(d => new PracticeDay(last + -d, minutes, 9, 6, 0))],
            Streaks = [daily],
        };
    }
}
