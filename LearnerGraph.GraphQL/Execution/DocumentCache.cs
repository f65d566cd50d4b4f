namespace LearnerGraph.GraphQL.Execution;

/// <summary>Keeps the documents used last, up to so many bytes of text; invalid ones never get here.</summary>
internal sealed class DocumentCache(int maxBytes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DocumentKey, LinkedListNode<Entry>> _byKey = [];
    private readonly LinkedList<Entry> _byUse = new();
    private int _bytes;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byKey.Count;
            }
        }
    }

    public PreparedDocument? Find(DocumentKey key)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                return null;
            }

            if (!ReferenceEquals(node, _byUse.First))
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
            }

            return node.Value.Document;
        }
    }

    public void Add(DocumentKey key, PreparedDocument document, int bytes)
    {
        lock (_gate)
        {
            if (bytes > maxBytes || _byKey.ContainsKey(key))
            {
                return;
            }

            _byKey.Add(key, _byUse.AddFirst(new Entry(key, document, bytes)));
            _bytes += bytes;
            while (_bytes > maxBytes && _byUse.Last is { } oldest)
            {
                _byUse.RemoveLast();
                _byKey.Remove(oldest.Value.Key);
                _bytes -= oldest.Value.Bytes;
            }
        }
    }

    private sealed record Entry(DocumentKey Key, PreparedDocument Document, int Bytes);
}
