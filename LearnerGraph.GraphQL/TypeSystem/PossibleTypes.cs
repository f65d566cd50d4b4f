namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>The object types of an abstract type, with a bit per type of the schema.</summary>
internal sealed class PossibleTypes
{
    public static readonly PossibleTypes None = new([]);

    private readonly ulong[] _bits;

    public PossibleTypes(IReadOnlyList<ObjectType> types)
    {
        Types = types;
        var highest = -1;
        for (var i = 0; i < types.Count; i++)
        {
            highest = Math.Max(highest, types[i].Index);
        }

        _bits = new ulong[(highest >> 6) + 1];
        for (var i = 0; i < types.Count; i++)
        {
            _bits[types[i].Index >> 6] |= 1UL << (types[i].Index & 63);
        }
    }

    public IReadOnlyList<ObjectType> Types { get; }

    public bool Contains(ObjectType type)
    {
        var word = type.Index >> 6;
        return (uint)word < (uint)_bits.Length && (_bits[word] & (1UL << (type.Index & 63))) != 0;
    }
}
