using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>Definitions in the order they were made, found by name; read-only once the schema is built.</summary>
public sealed class NamedList<T> : IReadOnlyList<T>
    where T : class, INamed
{
    private readonly Dictionary<string, T> _byName = new(StringComparer.Ordinal);
    private T[] _items = [];
    private int _count;
    private FrozenDictionary<string, T>? _frozen;

    public int Count => _count;

    public T this[int index] => _items.AsSpan(0, _count)[index];

    /// <summary>For loops that must not allocate.</summary>
    public ReadOnlySpan<T> Span => _items.AsSpan(0, _count);

    public void Add(T item)
    {
        if (_frozen is not null)
        {
            throw new InvalidOperationException($"The schema is built; '{item.Name}' comes too late.");
        }

        if (!_byName.TryAdd(item.Name, item))
        {
            throw new SchemaException($"'{item.Name}' is defined twice.");
        }

        if (_count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, _count * 2));
        }

        _items[_count++] = item;
    }

    public T? Find(string name) => TryFind(name, out var item) ? item : null;

    public bool TryFind(string name, [MaybeNullWhen(false)] out T item) =>
        _frozen is null ? _byName.TryGetValue(name, out item) : _frozen.TryGetValue(name, out item);

    public bool Contains(string name) => TryFind(name, out _);

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < _count; i++)
        {
            yield return _items[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Freeze()
    {
        Array.Resize(ref _items, _count);
        _frozen = _byName.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
