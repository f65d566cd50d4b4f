using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Practice;

/// <summary>Also the commit order of attempts.</summary>
public readonly record struct AttemptId(long Value);

/// <summary>PendingReview: stored, and no belief moves before an author has graded it.</summary>
public enum AttemptStatus
{
    Accepted,
    Duplicate,
    Rejected,
    PendingReview,
}

/// <summary>What the answer was given on.</summary>
public enum DeviceKind
{
    Web,
    Mobile,
    Tablet,
}

/// <summary>One position of a served set, as the client refers to it.</summary>
public readonly record struct RecommendationId(long Set, int Position);

/// <summary>One answer as a client sent it, not yet judged.</summary>
/// <param name="ClientAttemptId">The client's own key: sending it again is safe.</param>
/// <param name="AnsweredAt">By the client's clock; null for imports without dates, which keep their order.</param>
/// <param name="Correct">Self-judged, or judged by a service or staff; null where the server grades.</param>
/// <param name="Grade">FSRS grade 1 to 4, from imports only.</param>
public sealed record AttemptDraft(
    Guid ClientAttemptId,
    QuestionId Question,
    DateTimeOffset? AnsweredAt,
    int DurationMs,
    int HintsUsed = 0,
    string? Answer = null,
    bool? Correct = null,
    RecommendationId? Recommendation = null,
    DeviceKind? Device = null,
    double? Confidence = null,
    int? Grade = null);

/// <summary>
/// What was believed when an attempt was judged, in logits; stored with it, so that a replay of the learner and a
/// rebuild of the questions need nothing that has moved since. The store writes it as it is.
/// </summary>
/// <param name="DifficultyVariance">Of the question's difficulty.</param>
/// <param name="AverageDifficulty">Of an average question of the same concepts; mastery levels are measured by
/// it.</param>
/// <param name="Ability">The learner's for this question: general, form, and offsets of its concepts.</param>
/// <param name="AbilityVariance">Of that sum.</param>
public readonly record struct Footing(
    double DifficultyVariance, double AverageDifficulty, double Ability, double AbilityVariance);

/// <summary>An accepted answer: immutable but for a review's verdict, and the source of every derived row.</summary>
/// <param name="Id">Commit sequence; 0 until the store has written it.</param>
/// <param name="JudgedAt">Commit sequence at which it moved belief: its own or the review's; 0 while pending.</param>
/// <param name="AnsweredAt">Clamped to the server's clock; for undated rows the time of import.</param>
/// <param name="Day">The learner's local day at acceptance; a later change of zone does not move it.</param>
/// <param name="Difficulty">Of the question in logits when the answer was judged; replays use it.</param>
/// <param name="Footing">The rest of what was believed then; all zero while pending.</param>
/// <param name="Hour">The learner's local hour at acceptance, 0 to 23; like the day, no change of zone moves
/// it.</param>
/// <param name="IsDated">False keeps it out of memory, streaks, minutes and retention.</param>
public sealed record Attempt(
    AttemptId Id,
    long JudgedAt,
    LearnerId Learner,
    QuestionId Question,
    Guid ClientAttemptId,
    DateTimeOffset AnsweredAt,
    LocalDay Day,
    int DurationMs,
    int HintsUsed,
    string? Answer,
    bool? Correct,
    AttemptStatus Status,
    bool IsSelfGraded,
    double Difficulty,
    bool IsDated = true,
    int? Grade = null,
    RecommendationId? Recommendation = null,
    DeviceKind? Device = null,
    double? Confidence = null,
    Footing Footing = default,
    int Hour = 0);
