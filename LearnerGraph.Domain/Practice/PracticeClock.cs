namespace LearnerGraph.Domain.Practice;

/// <summary>How long somebody practised, from the timing of answers and never from what a client claims.</summary>
/// <param name="LongestIdle">Of a pause between two answers of a session, this much counts at most.</param>
/// <param name="LongestAnswer">Of one answer's own duration, this much counts at most.</param>
/// <param name="SessionBreak">After a longer pause a new session starts, and the pause counts nothing.</param>
/// <remarks>See docs/algorithms/practice.md.</remarks>
public sealed record PracticeClock(TimeSpan LongestIdle, TimeSpan LongestAnswer, TimeSpan SessionBreak)
{
    /// <summary>Five minutes of pause, ten of one answer, a new session after half an hour.</summary>
    public static readonly PracticeClock Default =
        new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30));

    /// <summary>
    /// Minutes that an answer adds: its duration and the pause before it, both capped, within the time passed.
    /// </summary>
    /// <param name="previous">When the last answer before this one was given; null for the first ever.</param>
    /// <remarks>
    /// Over any run of answers the sum never exceeds the first answer's duration plus the time passed.
    /// </remarks>
    public double Minutes(DateTimeOffset? previous, DateTimeOffset answeredAt, int durationMs)
    {
        var worked = TimeSpan.FromMilliseconds(Math.Max(0, durationMs));
        if (previous is not { } last) return Min(worked, LongestAnswer).TotalMinutes;

        var passed = answeredAt > last ? answeredAt - last : TimeSpan.Zero;
        worked = Min(worked, passed);
        var idle = passed - worked;
        var counted = Min(worked, LongestAnswer);
        if (idle <= SessionBreak) counted += Min(idle, LongestIdle);
        return counted.TotalMinutes;
    }

    /// <summary>True for the first answer, and after a pause that is longer than a session's longest.</summary>
    public bool StartsSession(DateTimeOffset? previous, DateTimeOffset answeredAt, int durationMs) =>
        previous is not { } last || answeredAt - last - TimeSpan.FromMilliseconds(durationMs) > SessionBreak;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
