using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Content;

/// <summary>What came of a content file: what it held, or all that is wrong with it, and nothing written.</summary>
/// <param name="Changed">Rows that were new or different.</param>
public sealed record CatalogImportReport(
    int Courses, int Concepts, int Questions, int Relations, int Changed, IReadOnlyList<ImportProblem> Problems)
{
    public bool IsApplied => Problems.Count == 0;
}

/// <summary>Brings content files in, all or nothing; staff's verb calls it. docs/import.md shows the formats.</summary>
public interface ICatalogImport
{
    /// <returns>NotFound where there is no file; Invalid where it is no content file at all.</returns>
    ValueTask<Result<CatalogImportReport>> RunAsync(TenantId tenant, string path, CancellationToken ct);
}
