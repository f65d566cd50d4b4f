using System.Collections.Immutable;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Practice;

/// <summary>What is kept up.</summary>
public enum StreakKind
{
    DailyPractice,
    WeeklyGoal,
    ConceptMastery,
}

/// <summary>What a streak or goal counts.</summary>
public enum StreakUnit
{
    Days,
    Minutes,
    Questions,
    Concepts,
}

/// <summary>A goal that the learner set, and the instant from which practice counts towards it.</summary>
public readonly record struct StreakTarget(DateTimeOffset From, int Target);

/// <summary>
/// A run of periods in which something was kept up: days with enough practice, weeks that reach a goal in minutes,
/// weeks that bring newly mastered concepts. As of the last practice; <see cref="StreakPolicy.At"/> tells how it stands
/// on a day.
/// </summary>
/// <param name="Current">Length in periods: days for DailyPractice, weeks for the other two.</param>
/// <param name="Target">What the learner set, or the policy's default, in <paramref name="Unit"/>.</param>
/// <param name="PeriodProgress">Of the running period: the day's or week's minutes, the week's concepts.</param>
/// <param name="PeriodStart">The day, or the Monday, that the progress belongs to.</param>
/// <param name="LastCountedOn">The last day that lengthened it.</param>
/// <param name="LastForgivenOn">The last missed day that was forgiven free of charge.</param>
/// <param name="Targets">What the learner set, oldest first; a replay judges each week by the goal of its time.</param>
public sealed record Streak(
    StreakKind Kind,
    int Current,
    int Longest,
    int Target,
    StreakUnit Unit,
    double PeriodProgress,
    LocalDay? PeriodStart,
    LocalDay? LastCountedOn,
    LocalDay? LastForgivenOn,
    int FreezesLeft,
    int FreezesUsed,
    ImmutableArray<StreakTarget> Targets)
{
    public bool Equals(Streak? other) =>
        other is not null && Kind == other.Kind && Current == other.Current && Longest == other.Longest
        && Target == other.Target && Unit == other.Unit && PeriodProgress.Equals(other.PeriodProgress)
        && PeriodStart == other.PeriodStart && LastCountedOn == other.LastCountedOn
        && LastForgivenOn == other.LastForgivenOn && FreezesLeft == other.FreezesLeft
        && FreezesUsed == other.FreezesUsed && Targets.AsSpan().SequenceEqual(other.Targets.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Kind, Current, Longest, Target, LastCountedOn, FreezesLeft);
}
