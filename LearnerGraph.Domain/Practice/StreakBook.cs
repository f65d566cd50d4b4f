using System.Collections.Immutable;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Practice;

/// <summary>
/// All streaks and milestones of one learner, folded practice by practice. The days must not go back: an answer whose
/// local day lies before <see cref="LastDay"/> (sent late, or after a flight westwards) asks for a replay of the
/// learner's answers sorted by (day, time, sequence), which gives what that order would have given live.
/// </summary>
/// <param name="Streaks">One per kind, in the order of the kinds.</param>
/// <param name="Milestones">In the order earned; one per kind and length.</param>
public readonly record struct StreakBook(ImmutableArray<Streak> Streaks, ImmutableArray<Milestone> Milestones)
{
    /// <summary>The last day with practice; null before any.</summary>
    public LocalDay? LastDay => Streaks[0].PeriodStart;

    /// <summary>Nothing practised yet, with the goals that the learner has set where streaks are given.</summary>
    public static StreakBook Start(StreakPolicy policy, ImmutableArray<Streak> withTargetsOf = default)
    {
        var streaks = ImmutableArray.CreateBuilder<Streak>(3);
        foreach (var kind in Enum.GetValues<StreakKind>()) streaks.Add(policy.Unstarted(kind));
        if (!withTargetsOf.IsDefaultOrEmpty)
        {
            foreach (var streak in withTargetsOf)
            {
                int at = (int)streak.Kind;
                streaks[at] = streaks[at] with { Target = streak.Target, Targets = streak.Targets };
            }
        }

        return new StreakBook(streaks.MoveToImmutable(), []);
    }

    /// <summary>The book with what one answer, or one whole day, adds.</summary>
    /// <param name="minutes">Minutes that it adds to the day.</param>
    /// <param name="mastered">Concepts that it brought to Mastered.</param>
    /// <param name="at">When; milestones are dated by it, and weeks judged by the goal of that time.</param>
    public StreakBook Practise(LocalDay day, double minutes, int mastered, DateTimeOffset at, StreakPolicy policy)
    {
        if (LastDay is { } last) ArgumentOutOfRangeException.ThrowIfLessThan(day, last);

        var streaks = Streaks.ToBuilder();
        var milestones = Milestones;
        for (int i = 0; i < streaks.Count; i++)
        {
            double progress = streaks[i].Kind == StreakKind.ConceptMastery ? mastered : minutes;
            streaks[i] = Advance(streaks[i], day, progress, at, policy);
            milestones = WithMilestone(milestones, streaks[i], at);
            if (milestones.Length > Milestones.Length && milestones[^1] is { Reward: not null } won
                && won.Streak == streaks[i].Kind)
            {
                streaks[i] = streaks[i] with { FreezesLeft = Math.Min(policy.MaxFreezes, streaks[i].FreezesLeft + 1) };
            }
        }

        return new StreakBook(streaks.MoveToImmutable(), milestones);
    }

    private static Streak Advance(Streak streak, LocalDay day, double progress, DateTimeOffset at, StreakPolicy policy)
    {
        var period = StreakPolicy.PeriodOf(streak.Kind, day);
        streak = streak with
        {
            PeriodStart = period,
            PeriodProgress = progress + (streak.PeriodStart == period ? streak.PeriodProgress : 0),
        };
        double needed = streak.Kind == StreakKind.DailyPractice
            ? policy.MinMinutesPerDay
            : policy.TargetOf(streak, at);
        if (streak.PeriodProgress < needed - StreakPolicy.Slack || StreakPolicy.IsCounted(streak, day)) return streak;

        if (!policy.IsAlive(streak, day)) streak = streak with { Current = 0 };
        else if (streak.Kind == StreakKind.DailyPractice && day - streak.LastCountedOn!.Value == 2)
            streak = Forgive(streak, day + -1, policy);

        int current = streak.Current + 1;
        return streak with { Current = current, Longest = Math.Max(streak.Longest, current), LastCountedOn = day };
    }

    private static Streak Forgive(Streak streak, LocalDay missed, StreakPolicy policy) =>
        policy.IsFree(streak, missed)
            ? streak with { LastForgivenOn = missed }
            : streak with { FreezesLeft = streak.FreezesLeft - 1, FreezesUsed = streak.FreezesUsed + 1 };

    private static ImmutableArray<Milestone> WithMilestone(
        ImmutableArray<Milestone> milestones, Streak streak, DateTimeOffset at)
    {
        if (!StreakPolicy.Ladder.Contains(streak.Current)) return milestones;
        foreach (var earned in milestones)
        {
            if (earned.Streak == streak.Kind && earned.Length == streak.Current) return milestones;
        }

        return milestones.Add(Milestone.For(streak.Kind, streak.Current, at));
    }
}
