using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace LearnerGraph.GraphQL.Language;

/// <summary>
/// Strings for the names of a schema, found by their UTF-8 bytes, so that parsing a document makes no string for a name
/// the schema knows. Filled once, then read by all requests.
/// </summary>
public sealed class NameTable
{
    private readonly string?[] _slots;
    private readonly uint _mask;

    public NameTable(IEnumerable<string> names)
    {
        var distinct = new HashSet<string>(names, StringComparer.Ordinal);
        _slots = new string?[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, distinct.Count * 2))];
        _mask = (uint)_slots.Length - 1;
        foreach (var name in distinct)
        {
            var slot = Hash(Encoding.UTF8.GetBytes(name)) & _mask;
            while (_slots[slot] is not null)
            {
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = name;
        }
    }

    /// <summary>Names that occur in documents of every schema.</summary>
    public static NameTable Common { get; } = new(
        ["__typename", "__schema", "__type", "id", "name", "node", "nodes", "edges", "skip", "include", "if", "String",
            "Int", "ID", "Boolean", "Float"]);

    /// <summary>The name as a string; names are ASCII by grammar.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        var slot = Hash(utf8) & _mask;
        while (_slots[slot] is { } candidate)
        {
            if (candidate.Length == utf8.Length && Ascii.Equals(utf8, candidate))
            {
                return candidate;
            }

            slot = (slot + 1) & _mask;
        }

        return Encoding.ASCII.GetString(utf8);
    }

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        ulong hash = (uint)name.Length;
        while (name.Length >= 8)
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(name)) * 0x9E3779B97F4A7C15;
            name = name[8..];
        }

        foreach (var b in name)
        {
            hash = (hash ^ b) * 0x100000001B3;
        }

        return (uint)(hash ^ (hash >> 29));
    }
}
