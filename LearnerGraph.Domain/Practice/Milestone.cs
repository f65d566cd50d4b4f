namespace LearnerGraph.Domain.Practice;

/// <summary>A length of streak reached, earned once and kept.</summary>
public sealed record Milestone(StreakKind Streak, int Length, string Name, string? Reward, DateTimeOffset EarnedAt)
{
    /// <summary>Daily streaks from this length on bring a freeze.</summary>
    private const int RewardedFrom = 7;

    public static Milestone For(StreakKind kind, int length, DateTimeOffset at) =>
        new(kind, length, NameOf(kind, length), RewardOf(kind, length), at);

    public static string NameOf(StreakKind kind, int length) => kind switch
    {
        StreakKind.DailyPractice => $"{length} days of practice",
        StreakKind.WeeklyGoal => $"{length} weekly goals in a row",
        _ => $"{length} weeks of new mastery",
    };

    public static string? RewardOf(StreakKind kind, int length) =>
        kind == StreakKind.DailyPractice && length >= RewardedFrom ? "One streak freeze" : null;
}
