using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Persistence.Sql;
using Microsoft.EntityFrameworkCore;

namespace LearnerGraph.Infrastructure.Persistence.Access;

/// <summary>The keys of services in the relational store, through EF Core.</summary>
internal sealed class ApiKeyStore(IDatabase database) : IApiKeyStore
{
    public ValueTask<ApiKey> AddAsync(ApiKey key, CancellationToken ct) =>
        database.WriteAsync(
            async (session, token) =>
            {
                await using var context = session.Context();
                var row = new ApiKeyRow
                {
                    Tenant = key.Tenant.Value, Prefix = key.Prefix, Hash = key.Hash, Name = key.Name,
                    Roles = key.Roles, CreatedAt = key.CreatedAt, CreatedBy = key.CreatedBy,
                    ExpiresAt = key.ExpiresAt, RevokedAt = key.RevokedAt,
                };
                context.Add(row);
                await context.SaveChangesAsync(token);
                return key with { Id = row.Id };
            },
            ct);

    public ValueTask<ApiKey?> FindAsync(string prefix, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) =>
            {
                await using var context = session.Context();
                var row = await context.ApiKeys.AsNoTracking().FirstOrDefaultAsync(one => one.Prefix == prefix, token);
                return row is null ? null : ToKey(row);
            },
            ct);

    public ValueTask<IReadOnlyList<ApiKey>> PageAsync(
        TenantId tenant, long? before, int count, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ApiKey>>(
            async (session, token) =>
            {
                await using var context = session.Context();
                var rows = await context.ApiKeys.AsNoTracking()
                    .Where(row => row.Tenant == tenant.Value && (before == null || row.Id < before))
                    .OrderByDescending(row => row.Id).Take(count).ToListAsync(token);
                return rows.ConvertAll(ToKey);
            },
            ct);

    public ValueTask<int> CountAsync(TenantId tenant, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) =>
            {
                await using var context = session.Context();
                return await context.ApiKeys.CountAsync(row => row.Tenant == tenant.Value, token);
            },
            ct);

    public ValueTask<IReadOnlyDictionary<long, ApiKey>> FindManyAsync(
        TenantId tenant, IReadOnlyCollection<long> ids, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<long, ApiKey>>(
            async (session, token) =>
            {
                await using var context = session.Context();
                var rows = await context.ApiKeys.AsNoTracking()
                    .Where(row => row.Tenant == tenant.Value && ids.Contains(row.Id)).ToListAsync(token);
                return rows.ToDictionary(row => row.Id, ToKey);
            },
            ct);

    public ValueTask<ApiKey?> RevokeAsync(TenantId tenant, long id, DateTimeOffset at, CancellationToken ct) =>
        database.WriteAsync(
            async (session, token) =>
            {
                await using var context = session.Context();
                var wanted = context.ApiKeys.Where(row => row.Tenant == tenant.Value && row.Id == id);
                await wanted.Where(row => row.RevokedAt == null).ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.RevokedAt, at), token);
                return await wanted.AsNoTracking().FirstOrDefaultAsync(token) is { } row ? ToKey(row) : null;
            },
            ct);

    private static ApiKey ToKey(ApiKeyRow row) => new(
        row.Id, new TenantId(row.Tenant), row.Prefix, row.Hash, row.Name, row.Roles, row.CreatedAt, row.CreatedBy,
        row.ExpiresAt, row.RevokedAt);
}
