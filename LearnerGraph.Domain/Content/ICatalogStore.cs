using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Content;

/// <summary>
/// Courses, concepts, questions and relations at rest. Archived things stay stored and are left out of loads.
/// </summary>
public interface ICatalogStore
{
    /// <summary>The catalog's version alone: one indexed row, asked often.</summary>
    ValueTask<long> VersionAsync(TenantId tenant, CancellationToken ct);

    /// <summary>Everything, consistent as of one version.</summary>
    ValueTask<CatalogContent> LoadAsync(TenantId tenant, CancellationToken ct);

    /// <summary>States of the answered questions; they move with attempts, without a new version.</summary>
    ValueTask<IReadOnlyDictionary<QuestionId, QuestionState>> StatesAsync(TenantId tenant, CancellationToken ct);

    /// <summary>
    /// Applies an edit that was checked against <paramref name="basedOn"/>; Conflict where the catalog moved on.
    /// </summary>
    /// <returns>The new catalog version.</returns>
    ValueTask<Result<StoredCatalog>> ApplyAsync(
        TenantId tenant, long basedOn, CatalogChange change, CancellationToken ct);
}

/// <summary>
/// What an edit left behind: the new version, and the ids of what it wrote, in the order of the edit.
/// </summary>
public sealed record StoredCatalog(
    long Version, IReadOnlyList<CourseId> Courses, IReadOnlyList<ConceptId> Concepts,
    IReadOnlyList<QuestionId> Questions);
