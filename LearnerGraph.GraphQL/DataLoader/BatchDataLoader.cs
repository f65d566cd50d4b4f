namespace LearnerGraph.GraphQL;

/// <summary>Loads one value for each key. A key that the answer lacks gets the default value.</summary>
public abstract class BatchDataLoader<TKey, TValue> : LoaderCore<TKey, TValue?>
    where TKey : notnull
{
    /// <summary>One call for all keys gathered so far; each key comes once.</summary>
    protected abstract ValueTask<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(
        IReadOnlyList<TKey> keys, CancellationToken ct);

    private protected sealed override async ValueTask LoadIntoAsync(
        IReadOnlyList<TKey> keys, TValue?[] values, CancellationToken ct)
    {
        var found = await LoadBatchAsync(keys, ct).ConfigureAwait(false);
        for (var i = 0; i < keys.Count; i++)
        {
            values[i] = found.TryGetValue(keys[i], out var value) ? value : default;
        }
    }
}

/// <summary>Loads a list of values for each key. A key that the answer lacks gets an empty list.</summary>
public abstract class GroupDataLoader<TKey, TValue> : LoaderCore<TKey, IReadOnlyList<TValue>>
    where TKey : notnull
{
    /// <summary>One call for all keys gathered so far; each key comes once.</summary>
    protected abstract ValueTask<ILookup<TKey, TValue>> LoadGroupsAsync(
        IReadOnlyList<TKey> keys, CancellationToken ct);

    private protected sealed override async ValueTask LoadIntoAsync(
        IReadOnlyList<TKey> keys, IReadOnlyList<TValue>[] values, CancellationToken ct)
    {
        var found = await LoadGroupsAsync(keys, ct).ConfigureAwait(false);
        for (var i = 0; i < keys.Count; i++)
        {
            values[i] = [.. found[keys[i]]];
        }
    }
}
