using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Tracing;

/// <summary>Files of answers that can be read; docs/import.md shows each.</summary>
public enum AttemptFormat
{
    /// <summary>The product's own, as CSV or as one JSON object a line.</summary>
    LearnerGraph,

    /// <summary>Skill-builder data sets: learner, t, problem, skills, correct, timestamp.</summary>
    Assistments,

    /// <summary>A review log, as Anki's own table or as the FSRS tools export it.</summary>
    Anki,
}

/// <summary>A file of answers, plain or gzipped, and what its format leaves open.</summary>
/// <param name="Prefix">Of keys and external ids that the file has only numbers for; null: the format's own.</param>
/// <param name="Learner">External id of the one learner whose log it is.</param>
/// <param name="StartDate">Where timestamps count from; without it the rows keep their order only.</param>
/// <param name="TimeZone">Of learners that are new.</param>
public sealed record AttemptFile(
    AttemptFormat Format,
    string Path,
    string? Prefix = null,
    string? Learner = null,
    DateTimeOffset? StartDate = null,
    string TimeZone = "Etc/UTC");

/// <summary>How far an import has come.</summary>
/// <param name="Done">Share of the file, in [0, 1].</param>
public readonly record struct ImportProgress(
    double Done, long Rows, long Added, long Duplicates, long Rejected, int Learners);

/// <summary>What came of an import of answers.</summary>
/// <param name="Skipped">Rows that the format says to leave out, such as rescheduled cards.</param>
/// <param name="Problems">The first of them; <paramref name="Rejected"/> counts all.</param>
public sealed record ImportReport(
    long Rows, long Added, long Duplicates, long Rejected, long Skipped, int Learners, int NewConcepts,
    int NewQuestions, TimeSpan Took, IReadOnlyList<ImportProblem> Problems)
{
    /// <summary>Problems that a report spells out.</summary>
    public const int MostProblems = 100;
}

/// <summary>
/// Brings files of answers in through the decision that live ones go through. A row has an id of its own, so a file may
/// be imported again, or on from an interruption, and adds only what is not there yet.
/// </summary>
public interface IAttemptImport
{
    /// <returns>NotFound where there is no file; Invalid where it is not of the format.</returns>
    ValueTask<Result<ImportReport>> RunAsync(
        TenantId tenant, AttemptFile file, IProgress<ImportProgress>? progress, CancellationToken ct);
}
