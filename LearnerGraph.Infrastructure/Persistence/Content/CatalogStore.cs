using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Persistence.Practice;
using LearnerGraph.Infrastructure.Persistence.Sql;
using Microsoft.EntityFrameworkCore;

namespace LearnerGraph.Infrastructure.Persistence.Content;

/// <summary>The catalog in the relational store, through EF Core: it is read rarely and as a whole.</summary>
internal sealed class CatalogStore(IDatabase database) : ICatalogStore
{
    public ValueTask<long> VersionAsync(TenantId tenant, CancellationToken ct) =>
        database.ReadAsync((session, token) => VersionAsync(session, tenant, token), ct);

    public ValueTask<CatalogContent> LoadAsync(TenantId tenant, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) =>
            {
                await using var context = session.Context();

                // One transaction, so that all tables are of one version.
                await using var transaction = await context.Database.BeginTransactionAsync(token);
                return await LoadAsync(context, tenant, token);
            },
            ct);

    public ValueTask<Result<StoredCatalog>> ApplyAsync(
        TenantId tenant, long basedOn, CatalogChange change, CancellationToken ct) =>
        database.WriteAsync(
            async (session, token) =>
            {
                await using var context = session.Context();
                context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
                context.ChangeTracker.AutoDetectChangesEnabled = true;
                var stored = await new CatalogEdit(context, tenant).ApplyAsync(basedOn, change, token);
                if (!stored.IsOk) session.Undo();
                return stored;
            },
            ct);

    public ValueTask<IReadOnlyDictionary<QuestionId, QuestionState>> StatesAsync(
        TenantId tenant, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<QuestionId, QuestionState>>(
            async (session, token) => (await session.Prepare(
                    "SELECT question_id, difficulty, variance, attempts, correct, seconds, timed FROM question_states "
                    + "WHERE tenant = @tenant")
                .Bind(tenant.Value).ListAsync(PracticeReads.ReadQuestion, token))
                .ToDictionary(pair => pair.Id, pair => pair.State),
            ct);

    private static async ValueTask<long> VersionAsync(Session session, TenantId tenant, CancellationToken ct) =>
        await session.Prepare("SELECT version FROM catalog_versions WHERE tenant = @tenant")
            .Bind(tenant.Value).LongAsync(ct) ?? 0;

    private static async ValueTask<CatalogContent> LoadAsync(
        LearnerGraphContext context, TenantId tenant, CancellationToken ct)
    {
        var version = await context.CatalogVersions.Where(row => row.Tenant == tenant.Value)
            .Select(row => row.Version).FirstOrDefaultAsync(ct);
        var courses = await context.Courses.Where(row => row.Tenant == tenant.Value && !row.IsArchived)
            .OrderBy(row => row.Id).ToListAsync(ct);
        var concepts = await context.Concepts.Where(row => row.Tenant == tenant.Value && !row.IsArchived)
            .OrderBy(row => row.Id).ToListAsync(ct);
        var questions = await context.Questions.Where(row => row.Tenant == tenant.Value)
            .OrderBy(row => row.Id).ToListAsync(ct);
        var links = await context.QuestionConcepts.Where(row => row.Tenant == tenant.Value)
            .OrderBy(row => row.QuestionId).ThenBy(row => row.Position).ToListAsync(ct);
        var relations = await context.Relations.Where(row => row.Tenant == tenant.Value).ToListAsync(ct);
        var states = await context.QuestionStates.Where(row => row.Tenant == tenant.Value).ToListAsync(ct);

        // Links to archived concepts stay: earlier answers were judged with them.
        var open = concepts.Select(row => row.Id).ToHashSet();
        var linksOf = links.ToLookup(row => row.QuestionId, row => new ConceptLink(new(row.ConceptId), row.Weight));
        var read = questions.ConvertAll(row => row.ToQuestion([.. linksOf[row.Id]]));
        return new CatalogContent(
            version,
            courses.ConvertAll(row => row.ToCourse()),
            concepts.ConvertAll(row => row.ToConcept()),
            read.FindAll(question => !question.IsArchived),
            relations.Where(row => open.Contains(row.FromId) && open.Contains(row.ToId))
                .Select(row => row.ToRelation()).ToList(),
            states.ToDictionary(row => new QuestionId(row.QuestionId), row => row.ToState()))
        {
            Archived = read.FindAll(question => question.IsArchived),
        };
    }
}
