using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Intelligence.Personal;

/// <summary>What a learner did with something that was shown.</summary>
public enum InteractionKind
{
    /// <summary>Opened it.</summary>
    Click = 1,

    /// <summary>Stayed with it for a while.</summary>
    Dwell,

    /// <summary>Put it away.</summary>
    Dismiss,
}

/// <param name="DwellMs">How long, of a stay; milliseconds.</param>
public sealed record InteractionEvent(ContentKey Item, InteractionKind Kind, DateTimeOffset At, int? DwellMs = null);

/// <summary>What a learner saw in a search or a set and what they did with it.</summary>
/// <param name="ClientId">The search's own id, or the client's: sending it again changes nothing.</param>
/// <param name="Query">What was searched for; null for a set.</param>
/// <param name="Shown">In the order shown.</param>
/// <param name="IsIrrelevant">The learner says that nothing of it was meant.</param>
public sealed record InteractionSession(
    LearnerId Learner, Guid ClientId, string? Query, IReadOnlyList<ContentKey> Shown,
    IReadOnlyList<InteractionEvent> Events, DateTimeOffset StartedAt, int DurationMs, bool IsIrrelevant)
{
    public const int MostShown = 200;
    public const int MostEvents = 1_000;
    public const int LongestQuery = 1_000;

    private const int LongDwellMs = 5_000;

    /// <summary>What is wrong with it, if anything.</summary>
    public Problem? Check()
    {
        if (Query is { } query && (string.IsNullOrWhiteSpace(query) || query.Length > LongestQuery))
            return Wrong("query", $"A query has 1 to {LongestQuery} characters.");
        if (Shown.Count is < 1 or > MostShown)
            return Wrong("shownIds", $"A session shows 1 to {MostShown} things.");
        if (Shown.Distinct().Count() < Shown.Count) return Wrong("shownIds", "Something is shown twice.");
        if (Events.Count > MostEvents) return Wrong("events", $"A session has up to {MostEvents} events.");
        if (DurationMs < 0) return Wrong("durationMs", "A session lasts 0 milliseconds or more.");
        if (Events.Any(one => !Shown.Contains(one.Item))) return Wrong("events", "An event is of nothing shown.");
        return Events.Any(one => one.DwellMs < 0) ? Wrong("events", "A stay lasts 0 milliseconds or more.") : null;
    }

    /// <summary>Clicked, or stayed with for 5 s, and not put away after all.</summary>
    public IReadOnlySet<ContentKey> Chosen() =>
        Events.Where(one => one.Kind == InteractionKind.Click
                || (one.Kind == InteractionKind.Dwell && one.DwellMs >= LongDwellMs))
            .Select(one => one.Item).Except(Dismissed()).ToHashSet();

    /// <summary>
    /// Looked at and not chosen: what stands above the last chosen one and right below it, and what was put away. The
    /// rest was perhaps never seen and says nothing.
    /// </summary>
    public IReadOnlyList<ContentKey> Left()
    {
        var chosen = Chosen();
        var last = -1;
        for (var i = 0; i < Shown.Count; i++) last = chosen.Contains(Shown[i]) ? i : last;
        var away = Dismissed().ToHashSet();
        return
        [
            .. Shown.Where((item, i) =>
                !chosen.Contains(item) && (away.Contains(item) || (last >= 0 && i <= last + 1))),
        ];
    }

    private IEnumerable<ContentKey> Dismissed() =>
        Events.Where(one => one.Kind == InteractionKind.Dismiss).Select(one => one.Item);

    private static Problem.Invalid Wrong(string field, string message) => new(message) { Path = [field] };
}
