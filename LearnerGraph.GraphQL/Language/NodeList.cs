namespace LearnerGraph.GraphQL.Language;

/// <summary>Gathers nodes for an array of just their number; without nodes nothing is allocated.</summary>
internal struct NodeList<T>
{
    private T[]? _items;

    public int Count { get; private set; }

    public void Add(T item)
    {
        if (_items is null)
        {
            _items = new T[4];
        }
        else if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = item;
    }

    public readonly T[] ToArray()
    {
        if (_items is null)
        {
            return [];
        }

        return Count == _items.Length ? _items : _items[..Count];
    }
}
