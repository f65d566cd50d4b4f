using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Persistence.Sql;
using Microsoft.EntityFrameworkCore;

namespace LearnerGraph.Infrastructure.Persistence.Content;

/// <summary>The catalog in the relational store: read as a whole by hand, edited through EF Core.</summary>
internal sealed class CatalogStore(IDatabase database) : ICatalogStore
{
    public ValueTask<long> VersionAsync(TenantId tenant, CancellationToken ct) =>
        database.ReadAsync((session, token) => CatalogReads.VersionAsync(session, tenant, token), ct);

    public ValueTask<CatalogContent> LoadAsync(TenantId tenant, CancellationToken ct) =>
        database.SnapshotAsync((session, token) => CatalogReads.LoadAsync(session, tenant, token), ct);

    public ValueTask<IReadOnlyDictionary<QuestionId, QuestionState>> StatesAsync(
        TenantId tenant, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<QuestionId, QuestionState>>(
            async (session, token) => await CatalogReads.StatesAsync(session, tenant, token), ct);

    public ValueTask<Result<StoredCatalog>> ApplyAsync(
        TenantId tenant, long basedOn, CatalogChange change, CancellationToken ct) =>
        database.WriteAsync(
            async (session, token) =>
            {
                await database.LockAsync(session, $"catalog {tenant.Value}", token);
                await using var context = session.Context();
                context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
                var stored = await new CatalogEdit(context, tenant).ApplyAsync(basedOn, change, token);
                if (!stored.IsOk) session.Undo();
                return stored;
            },
            ct);
}
