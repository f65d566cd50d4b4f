using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Domain.Recommendations.Candidates;

/// <summary>The goals that suit a learner today: seven kinds, each at most once and no two asking the same.</summary>
internal static class StreakGoals
{
    public const int Kinds = 7;

    /// <summary>What a goal of minutes asks: 1.2 times the own mean day, at least what qualifies a day.</summary>
    public static int DailyMinutes(double meanMinutes, StreakPolicy policy) =>
        (int)Math.Max(
            Math.Ceiling(policy.MinMinutesPerDay), Math.Round(1.2 * meanMinutes, MidpointRounding.AwayFromZero));

    /// <summary>The ladder of streak lengths: below 7 days 7, below 30 days 30, then always a week more.</summary>
    public static int NextLength(int current) => current < 7 ? 7 : current < 30 ? 30 : current + 7;

    /// <summary>Fills in the goals, in the order of their kinds; returns how many.</summary>
    /// <param name="nearest">The open concept nearest to mastery and the minutes it still asks for; null for
    /// none.</param>
    public static int Offer(
        LearnerState state, StreakPolicy policy, LocalDay today, (int Concept, double Minutes)? nearest,
        Span<GoalCandidate> goals)
    {
        var days = new OwnDays(state.Days, today);
        var daily = StreakOf(state, StreakKind.DailyPractice);
        int current = daily is not null && policy.IsAlive(daily, today) ? daily.Current : 0;
        int qualifying = (int)Math.Ceiling(policy.MinMinutesPerDay);
        double missing = Math.Max(0, policy.MinMinutesPerDay - days.Today.Minutes);
        int soFar = (int)days.Today.Minutes;
        double chance = days.ChanceOf(policy.MinMinutesPerDay);
        int count = 0;

        if (current > 0 && missing > 0)
        {
            Add(goals, ref count, new(
                StreakGoalKind.KeepToday, StreakKind.DailyPractice, qualifying, StreakUnit.Minutes, soFar, chance, 0,
                -1, missing, null));
        }

        if (current == 0 && days.Last is { } last && today - last >= 2)
        {
            Add(goals, ref count, new(
                StreakGoalKind.Comeback, StreakKind.DailyPractice, qualifying, StreakUnit.Minutes, soFar,
                days.ChanceOfReturn(), 0, -1, missing, null));
        }

        int minutes = DailyMinutes(days.MeanMinutes, policy);
        if (days.Today.Minutes < minutes)
        {
            Add(goals, ref count, new(
                StreakGoalKind.DailyMinutes, StreakKind.DailyPractice, minutes, StreakUnit.Minutes, soFar,
                days.ChanceOf(minutes), 0, -1, minutes - days.Today.Minutes, null));
        }

        AddWeekly(state, policy, today, days, goals, ref count);
        int freezes = daily?.FreezesLeft ?? policy.InitialFreezes;
        AddLength(StreakGoalKind.Milestone, NextLength(current), current, freezes, missing, chance, goals, ref count);
        if (daily is { Longest: >= 2 and var longest } && longest > current)
        {
            AddLength(StreakGoalKind.PersonalBest, longest + 1, current, freezes, missing, chance, goals, ref count);
        }

        if (nearest is { } near)
        {
            Add(goals, ref count, new(
                StreakGoalKind.ConceptMastery, StreakKind.ConceptMastery, 1, StreakUnit.Concepts, 0,
                days.ChanceOfMastery(), 6, near.Concept, near.Minutes, null));
        }

        return count;
    }

    private static void AddWeekly(
        LearnerState state, StreakPolicy policy, LocalDay today, OwnDays days, Span<GoalCandidate> goals, ref int count)
    {
        var weekly = StreakOf(state, StreakKind.WeeklyGoal);
        int target = weekly is { Target: > 0 } ? weekly.Target : policy.DefaultWeeklyMinutes;
        var unit = weekly is { Target: > 0 } ? weekly.Unit : StreakUnit.Minutes;
        var monday = today.WeekStart();
        double done = days.Sum(monday, today + 1, unit);
        if (done >= target) return;

        int daysLeft = 6 - (today - monday);
        double minutesPerUnit = unit switch
        {
            StreakUnit.Minutes => 1,
            StreakUnit.Days => policy.MinMinutesPerDay,
            StreakUnit.Concepts => 2 * policy.MinMinutesPerDay,
            _ => state.Totals is { Attempts: > 0, Minutes: > 0 } totals ? totals.Minutes / totals.Attempts : 1,
        };
        Add(goals, ref count, new(
            StreakGoalKind.WeeklyGoal, StreakKind.WeeklyGoal, target, unit, (int)done,
            days.ChanceInWeek(target - done, unit), daysLeft, -1, (target - done) * minutesPerUnit / (daysLeft + 1),
            null));
    }

    /// <summary>
    /// A length of the daily streak; the free day of every week and the freezes left count as misses.
    /// </summary>
    private static void AddLength(
        StreakGoalKind kind, int target, int current, int freezes, double missing, double chance,
        Span<GoalCandidate> goals, ref int count)
    {
        int left = target - current;
        string? reward = StreakPolicy.Ladder.Contains(target)
            ? Milestone.RewardOf(StreakKind.DailyPractice, target)
            : null;
        Add(goals, ref count, new(
            kind, StreakKind.DailyPractice, target, StreakUnit.Days, current,
            OwnDays.ChanceOfRun(chance, left, freezes + ((left + 6) / 7)), left, -1, missing, reward));
    }

    /// <summary>Two goals that ask the same number of the same thing are one: the first keeps its place.</summary>
    private static void Add(Span<GoalCandidate> goals, ref int count, GoalCandidate added)
    {
        foreach (ref readonly var goal in goals[..count])
        {
            if (goal.Kind == added.Kind && goal.Unit == added.Unit && goal.Target == added.Target) return;
        }

        goals[count++] = added;
    }

    private static Streak? StreakOf(LearnerState state, StreakKind kind)
    {
        foreach (var streak in state.Streaks)
        {
            if (streak.Kind == kind) return streak;
        }

        return null;
    }
}
