using System.Collections.Immutable;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>A question the learner met, kept so that it does not come back too soon.</summary>
public readonly record struct SeenQuestion(QuestionId Question, DateTimeOffset At, bool Correct);

/// <summary>What a dismissal keeps away.</summary>
public enum SuppressedKind
{
    Question,
    Concept,
    Goal,
}

/// <summary>
/// A candidate the learner turned down, and until when it stays away; Target is an id or a goal's number.
/// </summary>
public readonly record struct Suppression(SuppressedKind Kind, int Target, DateTimeOffset Until);

/// <summary>Lifetime counters of dated and undated attempts; sessions are runs without a long idle gap.</summary>
public readonly record struct PracticeTotals(
    int Attempts, int Correct, double Minutes, int ActiveDays, int QualifiedDays, int Sessions, double SessionMinutes);

/// <summary>
/// Everything derived about one learner, in one value: loaded in one round trip, changed only as a whole, and equal to
/// what a replay of the learner's attempts gives.
/// </summary>
public sealed record LearnerState
{
    /// <summary>Of a learner who has done nothing yet.</summary>
    public static readonly LearnerState Empty = new();

    /// <summary>Raised by every write that can change a set; part of the cache key.</summary>
    public long Version { get; init; }

    /// <summary>General ability, in logits.</summary>
    public Ability Ability { get; init; }

    /// <summary>
    /// How much better or worse than that the last answers were: a deviation that fades with each attempt.
    /// </summary>
    public Ability Form { get; init; }

    /// <summary>
    /// What ability was before the first attempt; kept by replays, so that a later skill level moves nothing.
    /// </summary>
    public Ability Prior { get; init; }

    /// <summary>Sorted by concept id; concepts without evidence are absent.</summary>
    public ImmutableArray<ConceptState> Concepts { get; init; } = [];

    /// <summary>Oldest first, at most 256.</summary>
    public ImmutableArray<SeenQuestion> Seen { get; init; } = [];

    public ImmutableArray<Suppression> Suppressed { get; init; } = [];

    /// <summary>The last 63 days with practice, oldest first; older ones are daily facts only.</summary>
    public ImmutableArray<PracticeDay> Days { get; init; } = [];

    /// <summary>One per kind, in the order of the kinds.</summary>
    public ImmutableArray<Streak> Streaks { get; init; } = [];

    public ImmutableArray<Milestone> Milestones { get; init; } = [];

    public PracticeTotals Totals { get; init; }

    /// <summary>Dated attempts by local hour, 24 of them or none.</summary>
    public ImmutableArray<int> Hours { get; init; } = [];

    /// <summary>Of dated attempts.</summary>
    public DateTimeOffset? LastAnsweredAt { get; init; }

    /// <summary>Of all attempts, undated ones too; an attempt answered earlier is late and asks for a replay.</summary>
    public DateTimeOffset? LastFoldedAt { get; init; }

    public DateTimeOffset? FirstAnsweredAt { get; init; }

    /// <summary>The same with every review due when the scheduler says; equal to a replay with it.</summary>
    public LearnerState Rescheduled(ReviewScheduler reviews) => this with
    {
        Concepts = [.. Concepts.Select(concept => concept with { Memory = reviews.Rescheduled(concept.Memory) })],
    };

    /// <summary>What is believed of a concept; null without evidence. Binary search, no allocation.</summary>
    public ConceptState? Find(ConceptId concept)
    {
        int low = 0, high = Concepts.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int found = Concepts[middle].Concept.Value;
            if (found == concept.Value) return Concepts[middle];
            if (found < concept.Value) low = middle + 1;
            else high = middle - 1;
        }

        return null;
    }
}
