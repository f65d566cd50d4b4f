using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Practice;

/// <summary>How regularly somebody practises.</summary>
public static class Consistency
{
    private const int WindowDays = 30;

    /// <summary>100 × qualifying days / days, over the last 30 days or those since joining; 0 to 100.</summary>
    /// <param name="days">Practice days of at least that window, in any order.</param>
    /// <param name="joined">Day of joining; days of practice before it (imports) extend the window.</param>
    public static double Score(ReadOnlySpan<PracticeDay> days, LocalDay joined, LocalDay today, StreakPolicy policy)
    {
        int qualified = 0;
        var first = joined;
        foreach (var day in days)
        {
            if (day.Day < first) first = day.Day;
            if (day.Day <= today && today - day.Day < WindowDays && policy.Qualifies(day)) qualified++;
        }

        int window = Math.Clamp(today - first + 1, 1, WindowDays);
        return 100.0 * qualified / window;
    }
}
