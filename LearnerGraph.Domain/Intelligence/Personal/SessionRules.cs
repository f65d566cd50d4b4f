namespace LearnerGraph.Domain.Intelligence.Personal;

/// <summary>Which sessions tell something, and which of them first.</summary>
public static class SessionRules
{
    public const int ShortestMs = 10_000;
    public const int MostEvents = 10;

    /// <summary>Why a session is not learned from; null where it is.</summary>
    public static string? SkippedFor(InteractionSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.IsIrrelevant ? "IRRELEVANT"
            : session.Chosen().Count == 0 ? "NO_CLICK"
            : session.DurationMs < ShortestMs ? "TOO_SHORT"
            : session.Events.Count > MostEvents ? "TOO_MANY_EVENTS"
            : null;
    }

    /// <summary>The lowest rank that was chosen, from 1: the higher, the more the order was wrong, and the sooner.
    /// </summary>
    public static int Priority(InteractionSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var chosen = session.Chosen();
        return 1 + Enumerable.Range(0, session.Shown.Count).LastOrDefault(i => chosen.Contains(session.Shown[i]), -1);
    }
}
