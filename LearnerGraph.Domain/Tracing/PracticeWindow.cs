using System.Collections.Immutable;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>Sums over the last local days, today included.</summary>
internal static class PracticeWindow
{
    public static double Minutes(ImmutableArray<PracticeDay> days, LocalDay today, int window) =>
        days.Where(day => IsInside(day, today, window)).Sum(day => day.Minutes);

    /// <summary>Mean of the window's days with practice; 0 where there is none.</summary>
    public static double MinutesPerActiveDay(ImmutableArray<PracticeDay> days, LocalDay today, int window) =>
        days.Where(day => IsInside(day, today, window)).Select(day => day.Minutes).DefaultIfEmpty().Average();

    public static double Consistency(TracingRules rules, LearnerSnapshot learner, DateTimeOffset now)
    {
        var zone = LocalTime.ZoneOf(learner.Learner);
        return Practice.Consistency.Score(
            learner.State.Days.AsSpan(), LocalDay.At(learner.Learner.CreatedAt, zone), LocalDay.At(now, zone),
            rules.Streaks);
    }

    private static bool IsInside(PracticeDay day, LocalDay today, int window) =>
        day.Day <= today && today - day.Day < window;
}
