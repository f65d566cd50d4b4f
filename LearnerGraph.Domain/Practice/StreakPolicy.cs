using System.Collections.Immutable;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Practice;

/// <summary>When a day counts, what is forgiven, and when a streak is over; one rule for everybody.</summary>
/// <param name="MinMinutesPerDay">Fewer minutes do not qualify a local day.</param>
/// <param name="DefaultTargetDays">Goal of the daily streak until the learner sets one.</param>
/// <param name="DefaultWeeklyMinutes">Goal of a week until the learner sets one.</param>
/// <param name="DefaultWeeklyConcepts">Newly mastered concepts a week, until the learner sets another goal.</param>
/// <param name="ForgivenessDays">One missed day is free in so many days; a second one uses a freeze.</param>
/// <param name="InitialFreezes">What a new learner has.</param>
/// <param name="MaxFreezes">What can be saved up: milestones of seven days and more bring one each.</param>
/// <remarks>See docs/algorithms/practice.md.</remarks>
public sealed record StreakPolicy(
    double MinMinutesPerDay = 15,
    int DefaultTargetDays = 7,
    int DefaultWeeklyMinutes = 75,
    int DefaultWeeklyConcepts = 1,
    int ForgivenessDays = 7,
    int InitialFreezes = 2,
    int MaxFreezes = 3)
{
    /// <summary>Sums of minutes carry rounding: a day of 15 minutes must not fail by a billionth.</summary>
    internal const double Slack = 1e-9;

    private const int RememberedTargets = 32;

    public static readonly StreakPolicy Default = new();

    /// <summary>Lengths that are celebrated, once each.</summary>
    public static ImmutableArray<int> Ladder { get; } = [3, 7, 14, 30, 60, 100];

    public bool Qualifies(PracticeDay day) => day.Minutes >= MinMinutesPerDay - Slack;

    /// <summary>A streak of the kind before any practice.</summary>
    public Streak Unstarted(StreakKind kind)
    {
        var (target, unit) = kind switch
        {
            StreakKind.DailyPractice => (DefaultTargetDays, StreakUnit.Days),
            StreakKind.WeeklyGoal => (DefaultWeeklyMinutes, StreakUnit.Minutes),
            _ => (DefaultWeeklyConcepts, StreakUnit.Concepts),
        };
        int freezes = kind == StreakKind.DailyPractice ? InitialFreezes : 0;
        return new Streak(kind, 0, 0, target, unit, 0, null, null, null, freezes, 0, []);
    }

    /// <summary>
    /// The first day at whose start the streak is broken if nothing more is done; null while there is none.
    /// </summary>
    /// <remarks>
    /// Daily: last counted day + 3, or + 2 where no missed day can be forgiven any more. Weekly: the Monday after the
    /// week that follows the last counted one.
    /// </remarks>
    public LocalDay? BreaksOn(Streak streak) =>
        streak is not { Current: > 0, LastCountedOn: { } last } ? null
        : streak.Kind != StreakKind.DailyPractice ? last.WeekStart() + 14
        : IsFree(streak, last + 1) || streak.FreezesLeft > 0 ? last + 3
        : last + 2;

    /// <summary>Whether practice on the day could still lengthen the streak.</summary>
    public bool IsAlive(Streak streak, LocalDay today) => BreaksOn(streak) is { } end && today < end;

    /// <summary>Whether the learner has already done today (or this week) what the streak asks.</summary>
    public static bool IsCounted(Streak streak, LocalDay today) =>
        streak.LastCountedOn is { } last && PeriodOf(streak.Kind, last) == PeriodOf(streak.Kind, today);

    /// <summary>
    /// The streak as it stands on a day: a broken one has length 0, a period that is over no progress.
    /// </summary>
    public Streak At(Streak streak, LocalDay today) => streak with
    {
        Current = IsAlive(streak, today) ? streak.Current : 0,
        PeriodStart = PeriodOf(streak.Kind, today),
        PeriodProgress = streak.PeriodStart == PeriodOf(streak.Kind, today) ? streak.PeriodProgress : 0,
    };

    /// <summary>
    /// The next length that is celebrated; those reached before are not celebrated again. Null past the last.
    /// </summary>
    public static int? NextMilestone(Streak streak)
    {
        foreach (int length in Ladder)
        {
            if (length > Math.Max(streak.Current, streak.Longest)) return length;
        }

        return null;
    }

    /// <summary>
    /// Sets the goal for practice from an instant on: days of the daily streak, minutes or concepts of a week.
    /// </summary>
    public static Result<Streak> SetTarget(Streak streak, int target, DateTimeOffset from)
    {
        int most = streak.Kind switch
        {
            StreakKind.DailyPractice => 365,
            StreakKind.WeeklyGoal => 7 * 24 * 60,
            _ => 100,
        };
        if (target < 1 || target > most)
        {
            return new Problem.Invalid($"The target of this streak is a number of {streak.Unit} from 1 to {most}.")
            {
                Path = ["target"],
            };
        }

        var targets = streak.Targets.IsDefault ? [] : streak.Targets;
        targets = targets.RemoveAll(earlier => earlier.From >= from).Add(new StreakTarget(from, target));
        if (targets.Length > RememberedTargets) targets = targets.RemoveAt(0);
        return streak with { Target = target, Targets = targets };
    }

    /// <summary>The day itself, or its ISO Monday.</summary>
    internal static LocalDay PeriodOf(StreakKind kind, LocalDay day) =>
        kind == StreakKind.DailyPractice ? day : day.WeekStart();

    internal bool IsFree(Streak streak, LocalDay missed) =>
        streak.LastForgivenOn is not { } before || missed - before >= ForgivenessDays;

    internal int TargetOf(Streak streak, DateTimeOffset at)
    {
        if (streak.Targets.IsDefaultOrEmpty) return streak.Target;
        for (int i = streak.Targets.Length - 1; i >= 0; i--)
        {
            if (streak.Targets[i].From <= at) return streak.Targets[i].Target;
        }

        return Unstarted(streak.Kind).Target;
    }
}
