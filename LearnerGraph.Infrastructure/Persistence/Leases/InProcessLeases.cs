using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Infrastructure.Persistence.Leases;

/// <summary>Leases among the workers of one process, gone when it ends.</summary>
public sealed class InProcessLeases(TimeProvider clock) : ILeases
{
    private readonly Dictionary<(TenantId, string), Lease> _last = [];

    public ValueTask<Lease?> TryTakeAsync(
        TenantId tenant, string name, string holder, TimeSpan duration, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        lock (_last)
        {
            if (_last.TryGetValue((tenant, name), out var last) && last.Until > now) return new((Lease?)null);

            var lease = new Lease(tenant, name, holder, (last?.Token ?? 0) + 1, now + duration);
            _last[(tenant, name)] = lease;
            return new(lease);
        }
    }

    public ValueTask<Lease?> RenewAsync(Lease lease, TimeSpan duration, CancellationToken ct) =>
        new(EndAt(lease, clock.GetUtcNow() + duration));

    public ValueTask<bool> ReleaseAsync(Lease lease, CancellationToken ct) =>
        new(EndAt(lease, DateTimeOffset.MinValue) is not null);

    public ValueTask<bool> IsHeldAsync(Lease lease, CancellationToken ct)
    {
        lock (_last) return new(IsHeld(lease));
    }

    private Lease? EndAt(Lease lease, DateTimeOffset until)
    {
        lock (_last)
        {
            return IsHeld(lease) ? _last[(lease.Tenant, lease.Name)] = lease with { Until = until } : null;
        }
    }

    private bool IsHeld(Lease lease) =>
        _last.TryGetValue((lease.Tenant, lease.Name), out var last)
        && last.Token == lease.Token && last.Until > clock.GetUtcNow();
}
