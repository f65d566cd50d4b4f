using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Infrastructure.Persistence.Content;

/// <summary>The concept graph in the product's own tables; writing to it is editing the catalog.</summary>
/// <remarks>
/// What is already there as wanted is passed over, so that a stopped write is simply done again. A course that the
/// content does not hold stays.
/// </remarks>
internal sealed class RelationalConceptGraph(ICatalogStore store, ICatalogSource catalogs) : IConceptGraphStore
{
    private const int BatchSize = 2_000;

    public async ValueTask<GraphMark?> MarkAsync(TenantId tenant, CancellationToken ct)
    {
        var catalog = await catalogs.GetAsync(tenant, ct);
        if (catalog.Version == 0) return null;
        int rows = catalog.Courses.Count + catalog.Concepts.Count + catalog.Relations.Count;
        return new GraphMark(catalog.Version, rows, true);
    }

    public async ValueTask<GraphContent> ReadAsync(TenantId tenant, CancellationToken ct) =>
        GraphContents.Of(await catalogs.GetAsync(tenant, ct));

    public async ValueTask<Result<GraphMark>> WriteAsync(
        TenantId tenant, GraphContent content, bool isWhole, IProgress<double>? progress, CancellationToken ct)
    {
        var removed = await ApplyAsync(
            tenant, catalog => GraphContents.Removal(catalog, content, isWhole), ct);
        if (!removed.TryGet(out _, out var problem)) return problem;

        int written = 0;
        foreach (var drafts in Batches(content))
        {
            var applied = await ApplyAsync(tenant, catalog => CatalogEditor.Plan(catalog, drafts).ToResult(), ct);
            if (!applied.TryGet(out _, out problem)) return problem;
            written += drafts.Courses.Count + drafts.Concepts.Count + drafts.Relations.Count;
            progress?.Report((double)written / content.Count);
        }

        return (await MarkAsync(tenant, ct))!;
    }

    public async ValueTask<IReadOnlyList<GraphStep>> PrerequisitesAsync(
        TenantId tenant, string key, int depth, CancellationToken ct) =>
        GraphContents.Walk(await catalogs.GetAsync(tenant, ct), key, depth, RelationDirection.Outgoing);

    public async ValueTask<IReadOnlyList<GraphStep>> UnlocksAsync(
        TenantId tenant, string key, int depth, CancellationToken ct) =>
        GraphContents.Walk(await catalogs.GetAsync(tenant, ct), key, depth, RelationDirection.Incoming);

    private static IEnumerable<CatalogDrafts> Batches(GraphContent content)
    {
        foreach (var part in content.Courses.Chunk(BatchSize)) yield return new CatalogDrafts { Courses = part };
        foreach (var part in content.Concepts.Chunk(BatchSize)) yield return new CatalogDrafts { Concepts = part };
        foreach (var part in content.Relations.Chunk(BatchSize)) yield return new CatalogDrafts { Relations = part };
    }

    /// <summary>Somebody else's edit in between only means to plan once more against what it left.</summary>
    private async ValueTask<Result<GraphMark>> ApplyAsync(
        TenantId tenant, Func<CatalogSnapshot, Result<CatalogChange>> plan, CancellationToken ct)
    {
        const int tries = 5;
        for (int attempt = 1; ; attempt++)
        {
            var catalog = await catalogs.GetAsync(tenant, ct);
            if (!plan(catalog).TryGet(out var change, out var problem)) return problem;
            if (new CatalogPlan(change, []).ChangesNothing) return new GraphMark(catalog.Version, 0, true);

            var applied = await store.ApplyAsync(tenant, catalog.Version, change, ct);
            if (applied.TryGet(out var stored, out problem)) return new GraphMark(stored.Version, 0, true);
            if (problem is not Problem.Conflict || attempt == tries) return problem;
        }
    }
}
