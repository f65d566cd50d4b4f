using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>A learner's counters as of an instant.</summary>
/// <param name="Accuracy">Share of right answers; null before the first.</param>
/// <param name="AverageMastery">Mean knowledge of the concepts with evidence; null without any.</param>
/// <param name="ConsistencyScore">100 times qualifying days by days, over the last 30 days or since joining.</param>
public sealed record LearnerStats(
    int Attempts,
    int Correct,
    double? Accuracy,
    double PracticeMinutes,
    double PracticeMinutesLast7Days,
    double PracticeMinutesLast30Days,
    int ActiveDays,
    int CurrentStreakDays,
    int LongestStreakDays,
    int ConceptsMastered,
    int ConceptsInProgress,
    double? AverageMastery,
    double ConsistencyScore)
{
    public static LearnerStats Of(
        TracingRules rules, CatalogSnapshot catalog, LearnerSnapshot learner, DateTimeOffset now)
    {
        var state = learner.State;
        var today = LocalTime.Today(learner.Learner, now);
        var started = ConceptMastery.Started(rules, catalog, learner, now);
        int mastered = started.Count(concept => concept.Level == MasteryLevel.Mastered);
        var streak = DailyStreak(rules, state);
        return new LearnerStats(
            state.Totals.Attempts,
            state.Totals.Correct,
            state.Totals.Attempts > 0 ? (double)state.Totals.Correct / state.Totals.Attempts : null,
            state.Totals.Minutes,
            PracticeWindow.Minutes(state.Days, today, 7),
            PracticeWindow.Minutes(state.Days, today, 30),
            state.Totals.ActiveDays,
            rules.Streaks.At(streak, today).Current,
            streak.Longest,
            mastered,
            started.Count - mastered,
            started.Count > 0 ? started.Average(concept => concept.Knowledge) : null,
            PracticeWindow.Consistency(rules, learner, now));
    }

    internal static Streak DailyStreak(TracingRules rules, LearnerState state) =>
        state.Streaks.IsDefaultOrEmpty
            ? rules.Streaks.Unstarted(StreakKind.DailyPractice)
            : state.Streaks[(int)StreakKind.DailyPractice];
}
