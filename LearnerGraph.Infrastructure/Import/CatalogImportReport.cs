namespace LearnerGraph.Infrastructure.Import;

/// <summary>
/// What came of a content file: what it held, or all that is wrong with it; then nothing was written.
/// </summary>
/// <param name="Changed">Rows that were new or different.</param>
public sealed record CatalogImportReport(
    int Courses, int Concepts, int Questions, int Relations, int Changed, IReadOnlyList<ImportProblem> Problems)
{
    public bool IsApplied => Problems.Count == 0;
}
