using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines.Assets;

/// <summary>An item as it should be, before it is made.</summary>
/// <param name="Hash">Of what it would be made from.</param>
public sealed record ItemStamp(string Key, string Hash, LearnerId? Learner = null);

/// <summary>One part of one asset to be produced, and where its items are kept.</summary>
/// <param name="Before">The last production; null before the first.</param>
public sealed class AssetWork(
    IPipelineStore store, TenantId tenant, AssetDefinition asset, PartitionSource source, AssetState? before,
    bool isForced)
{
    private const int AtOnce = 200;

    public TenantId Tenant => tenant;

    public PartitionSource Source => source;

    public AssetState? Before => before;

    /// <summary>Everything is to be made again, even what has not changed.</summary>
    public bool IsForced => isForced;

    /// <summary>The items of an input's part of the same name.</summary>
    public ValueTask<IReadOnlyList<AssetItem>> ItemsOfAsync(string input, CancellationToken ct) =>
        store.ItemsAsync(tenant, input, source.Key, ct);

    /// <summary>
    /// Makes and writes the items whose stamp differs from what is kept, a few hundred a transaction, and takes away
    /// those that are no longer wanted. What an earlier, interrupted production wrote is not made again.
    /// </summary>
    /// <param name="keepsOthers">Items that are not named stay.</param>
    public async ValueTask<AssetProduct> KeepAsync(
        IReadOnlyCollection<ItemStamp> wanted,
        Func<IReadOnlyList<ItemStamp>, CancellationToken, ValueTask<IReadOnlyList<AssetItem>>> make,
        IReadOnlyList<AssetCheck> checks, CancellationToken ct, bool keepsOthers = false)
    {
        var kept = await store.ItemHashesAsync(tenant, asset.Name, source.Key, ct);
        var names = wanted.Select(stamp => stamp.Key).ToHashSet(StringComparer.Ordinal);
        string[] gone = keepsOthers ? [] : [.. kept.Keys.Where(key => !names.Contains(key))];
        var changed = wanted
            .Where(stamp => isForced || kept.GetValueOrDefault(stamp.Key) != Versioned(stamp)).ToArray();
        foreach (var batch in changed.Chunk(AtOnce))
        {
            var items = await make(batch, ct);
            var stamps = batch.ToDictionary(stamp => stamp.Key, StringComparer.Ordinal);
            await store.ChangeItemsAsync(
                tenant, asset.Name, source.Key,
                [.. items.Select(item => item with { Hash = Versioned(stamps[item.Key]) })], [], ct);
        }

        if (gone.Length > 0) await store.ChangeItemsAsync(tenant, asset.Name, source.Key, [], gone, ct);

        var output = Staleness.Hash(wanted.OrderBy(stamp => stamp.Key, StringComparer.Ordinal)
            .SelectMany(stamp => new[] { stamp.Key, Versioned(stamp) }));
        var rows = keepsOthers ? kept.Keys.Union(names).Count() : wanted.Count;
        return new AssetProduct(output, rows, wanted.Count, changed.Length + gone.Length, checks);
    }

    // A new version of the asset makes every item again.
    private string Versioned(ItemStamp stamp) => $"{asset.Version}.{stamp.Hash}";
}
