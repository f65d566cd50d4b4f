namespace LearnerGraph.Domain.Kernel;

/// <summary>A right to work on something alone, until a moment.</summary>
/// <param name="Token">
/// Greater than that of every earlier lease of the name. Whoever keeps what the holder writes refuses a token smaller
/// than one it has seen, so that a holder who slept through the end of its lease harms nothing.
/// </param>
public sealed record Lease(TenantId Tenant, string Name, string Holder, long Token, DateTimeOffset Until);

/// <summary>
/// Who may work on a part of something, over all processes that share a store. Pipelines take one for each partition.
/// Of any number of takers at one moment exactly one gets the lease; a holder that dies loses it when its time is up.
/// </summary>
public interface ILeases
{
    /// <summary>A new lease; null while another's holds, also one of the same holder.</summary>
    ValueTask<Lease?> TryTakeAsync(
        TenantId tenant, string name, string holder, TimeSpan duration, CancellationToken ct);

    /// <summary>The same lease with its time beginning anew; null where it has been lost: then stop the work.</summary>
    ValueTask<Lease?> RenewAsync(Lease lease, TimeSpan duration, CancellationToken ct);

    /// <summary>Lets others have it at once. False where it had been lost already.</summary>
    ValueTask<bool> ReleaseAsync(Lease lease, CancellationToken ct);

    /// <summary>Whether the lease is still its holder's; asked before something is made visible.</summary>
    ValueTask<bool> IsHeldAsync(Lease lease, CancellationToken ct);
}
