using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>What the store has read, under the learner's lock, for a decision about new attempts.</summary>
/// <param name="Known">Stored attempts that carry one of the asked client ids.</param>
/// <param name="Questions">By id, for the asked questions; absent where nothing was ever answered.</param>
/// <param name="History">All judged attempts in (answeredAt, id) order; null until a decision asks for it.</param>
public sealed record PracticeContext(
    Learner Learner,
    LearnerState State,
    IReadOnlyList<Attempt> Known,
    IReadOnlyDictionary<QuestionId, QuestionState> Questions,
    IReadOnlyList<Attempt>? History);

/// <summary>What to write, all or nothing.</summary>
/// <param name="Added">New rows, in the order in which they get their sequence numbers.</param>
/// <param name="Judged">Rows of <c>Known</c> or <c>History</c> that a review has judged, with their new values.</param>
/// <param name="Days">Absolute values of the days that changed.</param>
/// <param name="DaysAreComplete">True after a replay: days of the learner that are not listed are deleted.</param>
public sealed record PracticeChange(
    LearnerState State,
    IReadOnlyList<Attempt> Added,
    IReadOnlyList<Attempt> Judged,
    IReadOnlyDictionary<QuestionId, QuestionState> Questions,
    IReadOnlyList<PracticeDay> Days,
    bool DaysAreComplete,
    DateTimeOffset? LastPracticedAt);

/// <summary>
/// The outcome of a decision: a change, a refusal, or the wish to decide again with the whole history.
/// </summary>
public abstract record PracticeDecision
{
    public sealed record Apply(PracticeChange Change) : PracticeDecision;

    public sealed record Refuse(Problem Problem) : PracticeDecision;

    public sealed record NeedHistory : PracticeDecision;
}
