using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>The kinds of goal that the streak lane offers.</summary>
public enum StreakGoalKind
{
    KeepToday,
    DailyMinutes,
    WeeklyGoal,
    Milestone,
    PersonalBest,
    Comeback,
    ConceptMastery,
}

/// <summary>A goal with the learner's own standing and the chance, from their own days, to reach it.</summary>
public sealed record StreakGoal(
    StreakGoalKind Goal,
    StreakKind Kind,
    int Target,
    StreakUnit Unit,
    int Current,
    double PredictedSuccess,
    string? Reward,
    ConceptId? Concept = null);
