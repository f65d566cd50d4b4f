using System.Collections.Concurrent;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using Microsoft.Extensions.Logging;

namespace LearnerGraph.Infrastructure.Persistence.Content;

/// <summary>
/// The store with each tenant's snapshot held in memory and swapped as a whole. A request waits only for the first
/// snapshot and for edits that this process has acknowledged; everything else is refreshed beside it.
/// </summary>
internal sealed partial class CatalogCache(
    ICatalogStore store, CatalogOptions options, TimeProvider clock, ILogger<CatalogCache> log)
    : ICatalogStore, ICatalogSource
{
    private readonly ConcurrentDictionary<TenantId, Holder> _holders = new();

    public ValueTask<CatalogSnapshot> GetAsync(TenantId tenant, CancellationToken ct)
    {
        var holder = _holders.GetOrAdd(tenant, static _ => new Holder());
        if (holder.Snapshot is not { } snapshot || snapshot.Version < Interlocked.Read(ref holder.Wanted))
        {
            return ReloadAsync(tenant, holder, ct);
        }

        if (options.RefreshMs == 0) return CheckedAsync(tenant, holder, ct);

        if (clock.GetElapsedTime(holder.CheckedAt).TotalMilliseconds > options.RefreshMs
            && Interlocked.Exchange(ref holder.IsRefreshing, 1) == 0)
        {
            _ = RefreshAsync(tenant, holder);
        }

        return new(snapshot);
    }

    public ValueTask<long> VersionAsync(TenantId tenant, CancellationToken ct) => store.VersionAsync(tenant, ct);

    public ValueTask<CatalogContent> LoadAsync(TenantId tenant, CancellationToken ct) => store.LoadAsync(tenant, ct);

    public ValueTask<IReadOnlyDictionary<QuestionId, QuestionState>> StatesAsync(
        TenantId tenant, CancellationToken ct) => store.StatesAsync(tenant, ct);

    public async ValueTask<Result<StoredCatalog>> ApplyAsync(
        TenantId tenant, long basedOn, CatalogChange change, CancellationToken ct)
    {
        var applied = await store.ApplyAsync(tenant, basedOn, change, ct);
        if (applied.TryGet(out var stored, out _))
        {
            _holders.GetOrAdd(tenant, static _ => new Holder()).Want(stored.Version);
        }

        return applied;
    }

    private async ValueTask<CatalogSnapshot> ReloadAsync(TenantId tenant, Holder holder, CancellationToken ct)
    {
        // A load that began before the wanted edit brings too old a version: then once more.
        while (true)
        {
            if (holder.Snapshot is { } current && current.Version >= Interlocked.Read(ref holder.Wanted))
            {
                return current;
            }

            Task loading;
            lock (holder)
            {
                if (holder.Loading.IsCompleted) holder.Loading = LoadAsync(tenant, holder);
                loading = holder.Loading;
            }

            await loading.WaitAsync(ct);
        }
    }

    private async Task LoadAsync(TenantId tenant, Holder holder)
    {
        await Task.Yield();
        holder.Snapshot = CatalogSnapshot.Build(await store.LoadAsync(tenant, CancellationToken.None));
        holder.CheckedAt = holder.StatesAt = clock.GetTimestamp();
    }

    private async ValueTask<CatalogSnapshot> CheckedAsync(TenantId tenant, Holder holder, CancellationToken ct)
    {
        holder.Want(await store.VersionAsync(tenant, ct));
        if (clock.GetElapsedTime(holder.StatesAt).TotalMilliseconds > options.StatesMs
            && Interlocked.Exchange(ref holder.IsRefreshing, 1) == 0)
        {
            _ = RefreshAsync(tenant, holder);
        }

        return holder.Snapshot is { } snapshot && snapshot.Version >= Interlocked.Read(ref holder.Wanted)
            ? snapshot
            : await ReloadAsync(tenant, holder, ct);
    }

    private async Task RefreshAsync(TenantId tenant, Holder holder)
    {
        // Off the request that noticed.
        await Task.Yield();
        try
        {
            holder.Want(await store.VersionAsync(tenant, CancellationToken.None));
            var snapshot = await ReloadAsync(tenant, holder, CancellationToken.None);
            if (clock.GetElapsedTime(holder.StatesAt).TotalMilliseconds > options.StatesMs)
            {
                var states = await store.StatesAsync(tenant, CancellationToken.None);
                var moved = states
                    .Where(pair =>
                        snapshot.IndexOf(pair.Key) is >= 0 and var at && snapshot.Table.States[at] != pair.Value)
                    .ToList();
                holder.StatesAt = clock.GetTimestamp();
                if (moved.Count > 0) holder.Swap(snapshot, snapshot.WithStates(moved));
            }
        }
        catch (Exception exception)
        {
            // The snapshot in hand stays good; the next request after the interval tries again.
            LogStale(exception, tenant.Value);
        }
        finally
        {
            holder.CheckedAt = clock.GetTimestamp();
            Volatile.Write(ref holder.IsRefreshing, 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The catalog of {Tenant} could not be refreshed.")]
    private partial void LogStale(Exception exception, string tenant);

    private sealed class Holder
    {
        public Task Loading = Task.CompletedTask;
        public long Wanted;
        public int IsRefreshing;
        private CatalogSnapshot? _snapshot;
        private long _checkedAt;
        private long _statesAt;

        public CatalogSnapshot? Snapshot
        {
            get => Volatile.Read(ref _snapshot);
            set => Volatile.Write(ref _snapshot, value);
        }

        public long CheckedAt
        {
            get => Volatile.Read(ref _checkedAt);
            set => Volatile.Write(ref _checkedAt, value);
        }

        public long StatesAt
        {
            get => Volatile.Read(ref _statesAt);
            set => Volatile.Write(ref _statesAt, value);
        }

        public void Swap(CatalogSnapshot from, CatalogSnapshot to) =>
            Interlocked.CompareExchange(ref _snapshot, to, from);

        public void Want(long version)
        {
            var wanted = Interlocked.Read(ref Wanted);
            while (wanted < version)
            {
                var seen = Interlocked.CompareExchange(ref Wanted, version, wanted);
                if (seen == wanted) return;
                wanted = seen;
            }
        }
    }
}
