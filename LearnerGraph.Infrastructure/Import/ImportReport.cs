namespace LearnerGraph.Infrastructure.Import;

/// <summary>What came of an import.</summary>
/// <param name="Skipped">Rows that the format says to leave out, such as rescheduled cards.</param>
/// <param name="Problems">The first of them; <paramref name="Rejected"/> counts all.</param>
public sealed record ImportReport(
    long Rows, long Added, long Duplicates, long Rejected, long Skipped, int Learners, int NewConcepts,
    int NewQuestions, TimeSpan Took, IReadOnlyList<ImportProblem> Problems)
{
    /// <summary>Problems that a report spells out.</summary>
    public const int MostProblems = 100;
}
