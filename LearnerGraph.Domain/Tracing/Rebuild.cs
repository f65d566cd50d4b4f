using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>Everything derived, computed again from the attempts; equal to the live rows to the last bit.</summary>
public static class Rebuild
{
    /// <summary>A learner's derived rows from the whole history.</summary>
    /// <param name="kept">The stored state: what does not come from attempts is taken over from it.</param>
    /// <param name="history">All judged attempts in (answeredAt, id) order.</param>
    public static PracticeChange Learner(
        TracingRules rules, CatalogSnapshot catalog, Learner learner, LearnerState kept, IReadOnlyList<Attempt> history)
    {
        var fold = LearnerFold.Replay(rules, catalog, kept, learner);
        foreach (var attempt in history)
        {
            if (catalog.FindAny(attempt.Question) is { } question) fold.Add(attempt, question);
        }

        var state = fold.ToState();
        return new PracticeChange(
            state, [], [], new Dictionary<QuestionId, QuestionState>(), fold.ChangedDays(), true,
            state.LastAnsweredAt ?? learner.LastPracticedAt);
    }
}

/// <summary>
/// Question states computed again: fed with all judged attempts of a tenant in the order of judgement.
/// </summary>
public sealed class QuestionRebuild(TracingRules rules, CatalogSnapshot catalog)
{
    private readonly Dictionary<QuestionId, QuestionState> _states = [];

    /// <summary>As they stand after the attempts so far.</summary>
    public IReadOnlyDictionary<QuestionId, QuestionState> States => _states;

    public void Add(Attempt attempt)
    {
        if (catalog.FindAny(attempt.Question) is not { } question) return;

        var before = _states.TryGetValue(attempt.Question, out var state) ? state : QuestionMoves.Before(attempt);
        _states[attempt.Question] = QuestionMoves.After(rules, before, attempt, question);
    }
}
