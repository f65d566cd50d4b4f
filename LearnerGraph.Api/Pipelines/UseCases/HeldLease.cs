using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Pipelines.UseCases;

/// <summary>A lease that renews itself until it is given back.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ILeases _leases;
    private readonly Task _beat;
    private Lease _lease;

    private HeldLease(ILeases leases, Lease lease, TimeSpan duration, TimeProvider clock)
    {
        (_leases, _lease) = (leases, lease);
        _beat = BeatAsync(duration, clock);
    }

    /// <summary>Cancelled when somebody else has it: whatever was under way must not be kept.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Null where another holder has it.</summary>
    public static async ValueTask<HeldLease?> TakeAsync(
        ILeases leases, TenantId tenant, string name, string holder, TimeSpan duration, TimeProvider clock,
        CancellationToken ct) =>
        await leases.TryTakeAsync(tenant, name, holder, duration, ct) is { } lease
            ? new HeldLease(leases, lease, duration, clock)
            : null;

    public ValueTask<bool> IsHeldAsync(CancellationToken ct) => _leases.IsHeldAsync(_lease, ct);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beat;
        await _leases.ReleaseAsync(_lease, CancellationToken.None);
        _end.Dispose();
        _lost.Dispose();
    }

    private async Task BeatAsync(TimeSpan duration, TimeProvider clock)
    {
        try
        {
            using var timer = new PeriodicTimer(duration / 3, clock);
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                if (await _leases.RenewAsync(_lease, duration, _end.Token) is not { } renewed) break;

                _lease = renewed;
            }

            await _lost.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The end of the work.
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or IOException)
        {
            // Without the store nobody can know who has it.
            await _lost.CancelAsync();
        }
    }
}
