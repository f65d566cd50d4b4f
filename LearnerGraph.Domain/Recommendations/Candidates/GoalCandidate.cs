using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Recommendations.Candidates;

/// <summary>A goal that could be offered, before it is scored.</summary>
/// <param name="Success">The chance to reach it, from the learner's own days.</param>
/// <param name="DaysLeft">Days after today on which it can still be reached.</param>
/// <param name="Concept">Dense index, or -1.</param>
/// <param name="Minutes">What it asks of today.</param>
internal readonly record struct GoalCandidate(
    StreakGoalKind Goal, StreakKind Kind, int Target, StreakUnit Unit, int Current, double Success, int DaysLeft,
    int Concept, double Minutes, string? Reward);
