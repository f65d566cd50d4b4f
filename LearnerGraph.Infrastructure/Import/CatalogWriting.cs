using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>Applies planned edits; where somebody else was first, plans again on what they left.</summary>
internal static class CatalogWriting
{
    private const int Tries = 5;

    /// <summary>Adds what has a key that is not there yet, and leaves everything else as it is.</summary>
    public static async ValueTask<(int Concepts, int Questions)> AddMissingAsync(
        ICatalogStore store, ICatalogSource source, TenantId tenant, CatalogDrafts drafts, CancellationToken ct)
    {
        var counts = (Concepts: 0, Questions: 0);
        var plan = await ApplyAsync(
            store, source, tenant,
            catalog =>
            {
                var missing = new CatalogDrafts
                {
                    Courses = [.. drafts.Courses.Where(draft => catalog.CourseByKey(draft.Key) is null)],
                    Concepts = [.. drafts.Concepts.Where(draft => catalog.ConceptByKey(draft.Key) is null)],
                    Questions = [.. drafts.Questions.Where(draft => catalog.QuestionByKey(draft.Key) is null)],
                };
                counts = (missing.Concepts.Count, missing.Questions.Count);
                return CatalogEditor.Plan(catalog, missing);
            },
            ct);
        return plan.Problems.Count == 0
            ? counts
            : throw new ImportException($"The content of the file cannot be stored: {plan.Problems[0].Message}");
    }

    /// <summary>The plan as it was applied; one with problems is not applied.</summary>
    public static async ValueTask<CatalogPlan> ApplyAsync(
        ICatalogStore store, ICatalogSource source, TenantId tenant, Func<CatalogSnapshot, CatalogPlan> plan,
        CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var catalog = await source.GetAsync(tenant, ct);
            var planned = plan(catalog);
            if (planned.Problems.Count > 0 || planned.ChangesNothing) return planned;

            var applied = await store.ApplyAsync(tenant, catalog.Version, planned.Change, ct);
            if (applied.TryGet(out _, out var problem)) return planned;
            if (attempt == Tries) return planned with { Problems = [problem] };
        }
    }
}
