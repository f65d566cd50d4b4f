using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Leases;

/// <summary>
/// Leases as rows of the store that the processes share. Time is each process's own, so clocks that differ make a lease
/// shorter or longer by that much; the token is what keeps two holders apart.
/// </summary>
internal sealed class LeaseStore(IDatabase database, TimeProvider clock) : ILeases
{
    private const string Mine = "tenant = @tenant AND name = @name AND token = @token AND until > @now";

    private const string Take = """
        INSERT INTO leases AS l (tenant, name, holder, token, until) VALUES (@tenant, @name, @holder, 1, @until)
        ON CONFLICT (tenant, name) DO UPDATE SET holder = excluded.holder, token = l.token + 1, until = excluded.until
        WHERE l.until <= @now RETURNING token
        """;

    public ValueTask<Lease?> TryTakeAsync(
        TenantId tenant, string name, string holder, TimeSpan duration, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var until = now + duration;
        return database.WriteAsync(
            async (session, token) => await session.Prepare(Take)
                .Bind(tenant.Value, name, holder, until.UtcTicks, now.UtcTicks).LongAsync(token) is { } number
                ? new Lease(tenant, name, holder, number, until)
                : null,
            ct);
    }

    public async ValueTask<Lease?> RenewAsync(Lease lease, TimeSpan duration, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + duration;
        return await EndAtAsync(lease, until, ct) ? lease with { Until = until } : null;
    }

    public ValueTask<bool> ReleaseAsync(Lease lease, CancellationToken ct) =>
        EndAtAsync(lease, DateTimeOffset.MinValue, ct);

    public ValueTask<bool> IsHeldAsync(Lease lease, CancellationToken ct) =>
        database.ReadAsync((session, token) => IsHeldAsync(session, lease, "", token), ct);

    /// <summary>
    /// Within a write: whether the lease is held, which then nobody can change before the write has ended.
    /// </summary>
    public ValueTask<bool> FenceAsync(Session session, Lease lease, CancellationToken ct) =>
        IsHeldAsync(session, lease, database.ForUpdate, ct);

    private async ValueTask<bool> IsHeldAsync(Session session, Lease lease, string forUpdate, CancellationToken ct) =>
        await session.Prepare($"SELECT token FROM leases WHERE {Mine}{forUpdate}")
            .Bind(lease.Tenant.Value, lease.Name, lease.Token, clock.GetUtcNow().UtcTicks).LongAsync(ct) is not null;

    private ValueTask<bool> EndAtAsync(Lease lease, DateTimeOffset until, CancellationToken ct) =>
        database.WriteAsync(
            async (session, token) => await session.Prepare($"UPDATE leases SET until = @until WHERE {Mine}")
                .Bind(until.UtcTicks, lease.Tenant.Value, lease.Name, lease.Token, clock.GetUtcNow().UtcTicks)
                .ExecuteAsync(token) == 1,
            ct);
}
