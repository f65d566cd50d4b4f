using System.Buffers.Binary;
using System.Text;

namespace LearnerGraph.Infrastructure.Neo4j.PackStream;

/// <summary>Reads values from one message; integers may come in any width, as some servers send them.</summary>
internal ref struct PackStreamReader(ReadOnlySpan<byte> bytes)
{
    private const int MaxDepth = 64;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The head of a structure, such as a message: its tag and how many fields follow.</summary>
    public (byte Tag, int Fields) Structure()
    {
        byte marker = Byte();
        if ((marker & 0xF0) != 0xB0) throw Wrong(marker, "a structure");
        return (Byte(), marker & 0x0F);
    }

    public object? Value() => Value(0);

    private object? Value(int depth)
    {
        if (depth > MaxDepth) throw new PackStreamException($"Values are nested more than {MaxDepth} deep.");

        byte marker = Byte();
        return marker switch
        {
            <= 0x7F => (long)marker,
            >= 0xF0 => (long)(sbyte)marker,
            >= 0x80 and <= 0x8F => Text(marker & 0x0F),
            >= 0x90 and <= 0x9F => List(marker & 0x0F, depth),
            >= 0xA0 and <= 0xAF => Map(marker & 0x0F, depth),
            >= 0xB0 and <= 0xBF => Known(Byte(), marker & 0x0F, depth),
            0xC0 => null,
            0xC1 => BinaryPrimitives.ReadDoubleBigEndian(Take(8)),
            0xC2 => false,
            0xC3 => true,
            0xC8 => (long)(sbyte)Byte(),
            0xC9 => (long)BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xCA => (long)BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xCB => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            0xCC or 0xCD or 0xCE => Take(Size(marker - 0xCC)).ToArray(),
            0xD0 or 0xD1 or 0xD2 => Text(Size(marker - 0xD0)),
            0xD4 or 0xD5 or 0xD6 => List(Size(marker - 0xD4), depth),
            0xD8 or 0xD9 or 0xDA => Map(Size(marker - 0xD8), depth),
            _ => throw Wrong(marker, "a value"),
        };
    }

    private object Known(byte tag, int count, int depth)
    {
        var fields = new object?[count];
        for (int i = 0; i < count; i++) fields[i] = Value(depth + 1);
        try
        {
            return Structures.Known(tag, fields) ?? new PackStructure(tag, fields);
        }
        catch (Exception e) when (e is InvalidCastException or IndexOutOfRangeException or ArgumentException
            or NullReferenceException or OverflowException)
        {
            throw new PackStreamException($"The structure 0x{tag:X2} has not the fields it should have.");
        }
    }

    private string Text(int bytes)
    {
        try
        {
            return Utf8.GetString(Take(bytes));
        }
        catch (DecoderFallbackException)
        {
            throw new PackStreamException("A string is not UTF-8.");
        }
    }

    private List<object?> List(int count, int depth)
    {
        RequireRoom(count);
        var list = new List<object?>(count);
        for (int i = 0; i < count; i++) list.Add(Value(depth + 1));
        return list;
    }

    private Dictionary<string, object?> Map(int count, int depth)
    {
        RequireRoom(count);
        var map = new Dictionary<string, object?>(count, StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            if (Value(depth + 1) is not string key) throw new PackStreamException("A map's key is not a string.");
            map[key] = Value(depth + 1);
        }

        return map;
    }

    /// <summary>Each item takes a byte at least, so that a great size cannot ask for memory it does not fill.</summary>
    private readonly void RequireRoom(int count)
    {
        if (count > _rest.Length) throw new PackStreamException("The message ends inside a value.");
    }

    private int Size(int width)
    {
        long size = width switch
        {
            0 => Byte(),
            1 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            _ => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
        };
        return size <= int.MaxValue ? (int)size : throw new PackStreamException($"A value of {size} bytes is refused.");
    }

    private byte Byte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length) throw new PackStreamException("The message ends inside a value.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static PackStreamException Wrong(byte marker, string wanted) =>
        new($"0x{marker:X2} does not begin {wanted}.");
}
