namespace LearnerGraph.Domain.Practice;

/// <summary>A length of streak reached, earned once and kept.</summary>
public sealed record Milestone(StreakKind Streak, int Length, string Name, string? Reward, DateTimeOffset EarnedAt);
