using System.Collections.Concurrent;

namespace LearnerGraph.GraphQL;

/// <summary>
/// Documents in memory: trusted ones given at the start, which stay, and those that clients register, of which the
/// oldest make room.
/// </summary>
public sealed class MemoryDocumentStore : IAutomaticDocumentStore
{
    private const int MaxBytes = 16 * 1024 * 1024;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _trusted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _registered = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _byAge = new();
    private long _bytes;

    public MemoryDocumentStore()
    {
    }

    /// <summary>Documents by id, such as a client's build writes them.</summary>
    public MemoryDocumentStore(IEnumerable<KeyValuePair<string, string>> trusted)
    {
        ArgumentNullException.ThrowIfNull(trusted);
        foreach (var (id, text) in trusted)
        {
            _trusted.Add(id, System.Text.Encoding.UTF8.GetBytes(text));
        }
    }

    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(string id, CancellationToken ct) => ValueTask.FromResult(
        _trusted.TryGetValue(id, out var document) || _registered.TryGetValue(id, out document)
            ? document
            : default(ReadOnlyMemory<byte>?));

    public ValueTask AddAsync(string id, ReadOnlyMemory<byte> document, CancellationToken ct)
    {
        if (!_trusted.ContainsKey(id) && _registered.TryAdd(id, document))
        {
            _byAge.Enqueue(id);
            Interlocked.Add(ref _bytes, document.Length);
            while (Interlocked.Read(ref _bytes) > MaxBytes && _byAge.TryDequeue(out var oldest))
            {
                if (_registered.TryRemove(oldest, out var removed))
                {
                    Interlocked.Add(ref _bytes, -removed.Length);
                }
            }
        }

        return ValueTask.CompletedTask;
    }
}
