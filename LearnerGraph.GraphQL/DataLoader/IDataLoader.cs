namespace LearnerGraph.GraphQL;

/// <summary>
/// Gathers the keys that the fields of one request ask for and loads them in one call. A concrete loader derives from
/// BatchDataLoader or GroupDataLoader; one instance lives as long as its request.
/// </summary>
public interface IDataLoader<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The value of a key; default where the batch has none.</summary>
    ValueTask<TValue> LoadAsync(TKey key, CancellationToken ct = default);

    ValueTask<IReadOnlyList<TValue>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken ct = default);
}
