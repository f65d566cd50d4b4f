using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace LearnerGraph.Infrastructure.Persistence.Content;

/// <summary>
/// Applies one edit inside the transaction that the context is in. A course's version is the catalog's at the
/// last edit of its content, so that what was made from another course's stays good.
/// </summary>
internal sealed class CatalogEdit(LearnerGraphContext context, TenantId tenant)
{
    /// <summary>Values in one statement's list; each row's keys are looked up in parts of this size.</summary>
    private const int Part = 500;

    private readonly HashSet<int> _touched = [];

    public async ValueTask<Result<StoredCatalog>> ApplyAsync(long basedOn, CatalogChange change, CancellationToken ct)
    {
        var version = await context.CatalogVersions.FirstOrDefaultAsync(row => row.Tenant == tenant.Value, ct);
        if ((version?.Version ?? 0) != basedOn)
        {
            return new Problem.Conflict(
                $"The catalog was changed meanwhile: version {version?.Version ?? 0} is stored, "
                + $"the edit is based on {basedOn}. Load it again and repeat the edit.");
        }

        if (version is null) context.Add(version = new CatalogVersionRow { Tenant = tenant.Value });
        version.Version++;

        var courses = await CoursesAsync(change, version.Version, ct);
        var concepts = await ConceptsAsync(change, version.Version, ct);
        var questions = await QuestionsAsync(change, ct);
        await RelationsAsync(change, ct);
        await ArchiveAsync(change, ct);
        await RaiseCoursesAsync(version.Version, ct);
        return new StoredCatalog(
            version.Version,
            courses.Select(row => new CourseId(row.Id)).ToArray(),
            concepts.Select(row => new ConceptId(row.Id)).ToArray(),
            questions.Select(row => new QuestionId(row.Id)).ToArray());
    }

    // In all three: an edit knows nothing of what is archived, so a key that comes back finds its old row again.
    private async ValueTask<List<CourseRow>> CoursesAsync(CatalogChange change, long version, CancellationToken ct)
    {
        var stored = await FindAsync(
            change.Courses.Select(course => course.Id.Value),
            ids => context.Courses.Where(row => row.Tenant == tenant.Value && ids.Contains(row.Id)), row => row.Id, ct);
        var archived = await FindAsync(
            change.Courses.Where(course => course.Id.Value == 0).Select(course => course.Key),
            keys => context.Courses.Where(row => row.Tenant == tenant.Value && keys.Contains(row.Key)), row => row.Key,
            ct);
        var rows = new List<CourseRow>(change.Courses.Count);
        foreach (var course in change.Courses)
        {
            var row = Stored(stored, course.Id.Value) ?? archived.GetValueOrDefault(course.Key) ?? Added(
                new CourseRow { Tenant = tenant.Value, Key = course.Key, Title = course.Title });
            row.Take(course, (int)version);
            rows.Add(row);
        }

        await context.SaveChangesAsync(ct);
        return rows;
    }

    private async ValueTask<List<ConceptRow>> ConceptsAsync(CatalogChange change, long version, CancellationToken ct)
    {
        var courses = await FindAsync(
            change.Concepts.Select(concept => concept.CourseKey),
            keys => context.Courses.Where(row => row.Tenant == tenant.Value && keys.Contains(row.Key)), row => row.Key,
            ct);
        var stored = await FindAsync(
            change.Concepts.Select(concept => concept.Concept.Id.Value),
            ids => context.Concepts.Where(row => row.Tenant == tenant.Value && ids.Contains(row.Id)), row => row.Id,
            ct);
        var archived = await FindAsync(
            change.Concepts.Where(one => one.Concept.Id.Value == 0).Select(one => one.Concept.Key),
            keys => context.Concepts.Where(row => row.Tenant == tenant.Value && keys.Contains(row.Key)), row => row.Key,
            ct);
        var rows = new List<ConceptRow>(change.Concepts.Count);
        foreach (var (concept, courseKey) in change.Concepts)
        {
            var row = Stored(stored, concept.Id.Value) ?? archived.GetValueOrDefault(concept.Key) ?? Added(
                new ConceptRow { Tenant = tenant.Value, Key = concept.Key, Name = concept.Name, Tags = "[]" });
            if (row.CourseId != courses[courseKey].Id) _touched.Add(row.Id);
            row.CourseId = courses[courseKey].Id;
            row.Take(concept);
            rows.Add(row);
        }

        await RaiseCoursesAsync(version, ct);
        await context.SaveChangesAsync(ct);
        _touched.UnionWith(rows.Select(row => row.Id));
        return rows;
    }

    private async ValueTask<List<QuestionRow>> QuestionsAsync(CatalogChange change, CancellationToken ct)
    {
        var stored = await FindAsync(
            change.Questions.Select(question => question.Question.Id.Value),
            ids => context.Questions.Where(row => row.Tenant == tenant.Value && ids.Contains(row.Id)), row => row.Id,
            ct);
        var archived = await FindAsync(
            change.Questions.Where(one => one.Question.Id.Value == 0).Select(one => one.Question.Key),
            keys => context.Questions.Where(row => row.Tenant == tenant.Value && keys.Contains(row.Key)),
            row => row.Key, ct);
        var rows = new List<QuestionRow>(change.Questions.Count);
        foreach (var (question, _) in change.Questions)
        {
            var row = Stored(stored, question.Id.Value) ?? archived.GetValueOrDefault(question.Key) ?? Added(
                new QuestionRow
                {
                    Tenant = tenant.Value, Key = question.Key, Prompt = question.Prompt, Options = "[]",
                    AcceptedAnswers = "[]", Hints = "[]",
                });
            row.Take(question);
            rows.Add(row);
        }

        await context.SaveChangesAsync(ct);
        await LinksAsync(change, rows, [.. stored.Keys, .. archived.Values.Select(row => row.Id)], ct);
        return rows;
    }

    private async ValueTask LinksAsync(
        CatalogChange change, List<QuestionRow> rows, IReadOnlyCollection<int> stored, CancellationToken ct)
    {
        foreach (var part in stored.Chunk(Part))
        {
            _touched.UnionWith(await context.QuestionConcepts
                .Where(row => row.Tenant == tenant.Value && part.Contains(row.QuestionId))
                .Select(row => row.ConceptId).Distinct().ToListAsync(ct));
            await context.QuestionConcepts
                .Where(row => row.Tenant == tenant.Value && part.Contains(row.QuestionId)).ExecuteDeleteAsync(ct);
        }

        var concepts = await ConceptIdsAsync(
            change.Questions.SelectMany(question => question.Links).Select(link => link.ConceptKey), ct);
        _touched.UnionWith(concepts.Values);
        for (var i = 0; i < rows.Count; i++)
        {
            var links = change.Questions[i].Links;
            for (var position = 0; position < links.Count; position++)
            {
                context.Add(new QuestionConceptRow
                {
                    QuestionId = rows[i].Id,
                    ConceptId = concepts[links[position].ConceptKey],
                    Tenant = tenant.Value,
                    Position = position,
                    Weight = links[position].Weight,
                });
            }
        }

        await context.SaveChangesAsync(ct);
    }

    private async ValueTask RelationsAsync(CatalogChange change, CancellationToken ct)
    {
        foreach (var relation in change.ReplacedRelations)
        {
            var (from, to, type) = (relation.From.Value, relation.To.Value, (int)relation.Type);
            _touched.UnionWith([from, to]);
            await context.Relations
                .Where(row => row.Tenant == tenant.Value && row.FromId == from && row.ToId == to && row.Type == type)
                .ExecuteDeleteAsync(ct);
        }

        var concepts = await ConceptIdsAsync(
            change.AddedRelations.SelectMany(relation => new[] { relation.FromKey, relation.ToKey }), ct);
        _touched.UnionWith(concepts.Values);
        foreach (var relation in change.AddedRelations)
        {
            var (from, to) = (concepts[relation.FromKey], concepts[relation.ToKey]);

            // Matches is symmetric and stored once.
            if (relation.Type == RelationType.Matches && from > to) (from, to) = (to, from);
            var row = await context.Relations.FindAsync([from, to, (int)relation.Type], ct) ?? Added(
                new RelationRow { FromId = from, ToId = to, Type = (int)relation.Type, Tenant = tenant.Value });
            row.Weight = relation.Weight;
            row.Origin = (int)relation.Origin;
            row.Confidence = relation.Confidence;
        }

        await context.SaveChangesAsync(ct);
    }

    private async ValueTask ArchiveAsync(CatalogChange change, CancellationToken ct)
    {
        foreach (var part in change.ArchivedConcepts.Select(id => id.Value).Chunk(Part))
        {
            await context.Concepts.Where(row => row.Tenant == tenant.Value && part.Contains(row.Id))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.IsArchived, true)
                        .SetProperty(row => row.Version, row => row.Version + 1), ct);
        }

        _touched.UnionWith(change.ArchivedConcepts.Select(id => id.Value));
        foreach (var part in change.ArchivedQuestions.Select(id => id.Value).Chunk(Part))
        {
            _touched.UnionWith(await context.QuestionConcepts
                .Where(row => row.Tenant == tenant.Value && part.Contains(row.QuestionId))
                .Select(row => row.ConceptId).Distinct().ToListAsync(ct));
            await context.Questions.Where(row => row.Tenant == tenant.Value && part.Contains(row.Id))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.IsArchived, true)
                        .SetProperty(row => row.Version, row => row.Version + 1), ct);
        }
    }

    /// <summary>Marks the courses of the touched concepts with the version of this edit.</summary>
    private async ValueTask RaiseCoursesAsync(long version, CancellationToken ct)
    {
        var courses = new HashSet<int>();
        foreach (var part in _touched.Chunk(Part))
        {
            courses.UnionWith(await context.Concepts
                .Where(row => row.Tenant == tenant.Value && part.Contains(row.Id))
                .Select(row => row.CourseId).Distinct().ToListAsync(ct));
        }

        foreach (var part in courses.Chunk(Part))
        {
            await context.Courses.Where(row => row.Tenant == tenant.Value && part.Contains(row.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, (int)version), ct);
        }

        _touched.Clear();
    }

    private async ValueTask<Dictionary<string, int>> ConceptIdsAsync(IEnumerable<string> keys, CancellationToken ct)
    {
        var found = await FindAsync(
            keys,
            part => context.Concepts.Where(row => row.Tenant == tenant.Value && part.Contains(row.Key)), row => row.Key,
            ct);
        return found.ToDictionary(pair => pair.Key, pair => pair.Value.Id);
    }

    private static async ValueTask<Dictionary<TKey, TRow>> FindAsync<TKey, TRow>(
        IEnumerable<TKey> keys, Func<TKey[], IQueryable<TRow>> query, Func<TRow, TKey> key, CancellationToken ct)
        where TKey : notnull
    {
        var found = new Dictionary<TKey, TRow>();
        foreach (var part in keys.Distinct().Chunk(Part))
        {
            foreach (var row in await query(part).ToListAsync(ct)) found[key(row)] = row;
        }

        return found;
    }

    // The edit was checked against the stored catalog, so an id that is not there is a bug.
    private static TRow? Stored<TRow>(Dictionary<int, TRow> stored, int id)
        where TRow : class =>
        id == 0 ? null : stored[id];

    private TRow Added<TRow>(TRow row)
        where TRow : class
    {
        context.Add(row);
        return row;
    }
}
