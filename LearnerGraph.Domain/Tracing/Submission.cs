using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>Answers of one learner as they came in, and whose word stands behind them.</summary>
/// <param name="IsTrusted">A service or staff sends them: their `correct` counts, a learner's mostly does not.</param>
/// <param name="IsImport">Rows may lack a date or carry an FSRS grade, and there may be any number of them.</param>
public sealed record Submission(IReadOnlyList<AttemptDraft> Drafts, bool IsTrusted, bool IsImport = false)
{
    /// <summary>Rows that one call may carry.</summary>
    public const int MaxRows = 500;

    /// <summary>Recommendations named by rows that were not served to this learner; such rows are rejected.</summary>
    public IReadOnlySet<RecommendationId> Foreign { get; init; } = new HashSet<RecommendationId>();
}

/// <summary>What became of one row of a submission.</summary>
/// <param name="Correct">Null where it waits for review or was rejected.</param>
/// <param name="Stored">The attempt that an earlier submission stored; null for rows of this one.</param>
/// <param name="Added">Index into the change's added attempts, whose ids the store gives; -1 where it added
/// none.</param>
public sealed record TracedRow(
    Guid ClientAttemptId, AttemptStatus Status, bool? Correct, Problem? Problem, Attempt? Stored, int Added);

/// <summary>The decision about a submission, and the fate of each row in the order of the submission.</summary>
public sealed record TracedBatch(PracticeDecision Decision, IReadOnlyList<TracedRow> Rows);

/// <summary>A person's verdict on an answer that waited for one.</summary>
public readonly record struct ReviewVerdict(AttemptId Attempt, bool Correct);

/// <summary>The decision about verdicts, and a problem for each that could not be taken.</summary>
public sealed record TracedReview(
    PracticeDecision Decision, IReadOnlyList<(AttemptId Attempt, Problem Problem)> Problems);
