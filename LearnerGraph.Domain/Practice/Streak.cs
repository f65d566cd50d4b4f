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

/// <summary>A run of days (or weeks, or mastered concepts) under a policy.</summary>
/// <param name="Current">Length of the running streak, in periods; 0 when broken.</param>
/// <param name="Target">What the learner set, or the policy's default, in <paramref name="Unit"/>.</param>
/// <param name="PeriodProgress">Counted in the running period (the week's minutes, the month's concepts).</param>
/// <param name="LastCountedOn">The last day that lengthened it.</param>
/// <param name="LastForgivenOn">The last missed day that was forgiven.</param>
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
    int FreezesUsed);
