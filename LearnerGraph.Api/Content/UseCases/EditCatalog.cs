using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Content.UseCases;

/// <summary>
/// The catalog after an edit, or everything that spoke against it; an edit is done as a whole or not at all.
/// </summary>
public sealed record CatalogOutcome(CatalogSnapshot Catalog, IReadOnlyList<Problem> Problems)
{
    public bool IsDone => Problems.Count == 0;
}

/// <summary>
/// Checks an edit against the catalog as it is and applies it; an author's work, whoever else is editing.
/// </summary>
public sealed class EditCatalog(ICatalogStore store, ICatalogSource catalogs)
{
    private const int MaxRows = 10_000;
    private const int Tries = 5;

    public ValueTask<CatalogOutcome> RunAsync(Caller caller, CatalogDrafts drafts, CancellationToken ct)
    {
        var rows = drafts.Courses.Count + drafts.Concepts.Count + drafts.Questions.Count + drafts.Relations.Count;
        return rows > MaxRows
            ? RefuseAsync(
                caller, new Problem.TooLarge($"One call changes at most {MaxRows} rows: split the {rows}."), ct)
            : RunAsync(caller, catalog => CatalogEditor.Plan(catalog, drafts), ct);
    }

    public ValueTask<CatalogOutcome> RemoveRelationAsync(
        Caller caller, ConceptId from, ConceptId to, RelationType type, CancellationToken ct) =>
        RunAsync(caller, catalog => Whole(CatalogEditor.RemoveRelation(catalog, from, to, type)), ct);

    public ValueTask<CatalogOutcome> ArchiveAsync(
        Caller caller, IReadOnlyList<ConceptId> ids, CancellationToken ct) =>
        RunAsync(caller, catalog => Whole(CatalogEditor.ArchiveConcepts(catalog, ids)), ct);

    public ValueTask<CatalogOutcome> ArchiveAsync(
        Caller caller, IReadOnlyList<QuestionId> ids, CancellationToken ct) =>
        RunAsync(caller, catalog => Whole(CatalogEditor.ArchiveQuestions(catalog, ids)), ct);

    private async ValueTask<CatalogOutcome> RunAsync(
        Caller caller, Func<CatalogSnapshot, CatalogPlan> plan, CancellationToken ct)
    {
        if (caller.Needs(Role.Author) is { } refusal) return await RefuseAsync(caller, refusal, ct);

        // Somebody else's edit in between only means to check once more against what it left.
        for (var attempt = 1; ; attempt++)
        {
            var catalog = await catalogs.GetAsync(caller.Tenant, ct);
            var planned = plan(catalog);
            if (planned.Problems.Count > 0 || planned.ChangesNothing)
            {
                return new CatalogOutcome(catalog, planned.Problems);
            }

            var applied = await store.ApplyAsync(caller.Tenant, catalog.Version, planned.Change, ct);
            if (applied.TryGet(out _, out var problem))
            {
                return new CatalogOutcome(await catalogs.GetAsync(caller.Tenant, ct), []);
            }

            if (problem is not Problem.Conflict || attempt == Tries) return new CatalogOutcome(catalog, [problem]);
        }
    }

    private async ValueTask<CatalogOutcome> RefuseAsync(Caller caller, Problem problem, CancellationToken ct) =>
        new(await catalogs.GetAsync(caller.Tenant, ct), [problem]);

    private static CatalogPlan Whole(Result<CatalogChange> change) =>
        change.TryGet(out var value, out var problem)
            ? new CatalogPlan(value, [])
            : new CatalogPlan(new CatalogChange([], [], [], [], [], [], []), [problem]);
}
