using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace LearnerGraph.Infrastructure.Persistence.Codecs;

/// <summary>Reads what a <see cref="BlobWriter"/> wrote; every step checks that the bytes are there.</summary>
internal ref struct BlobReader
{
    private readonly string _what;
    private ReadOnlySpan<byte> _rest;
    private long _lastTicks;

    /// <param name="what">Named in the exception.</param>
    /// <param name="newest">The highest version that the caller can read.</param>
    public BlobReader(ReadOnlySpan<byte> blob, string what, byte newest)
    {
        _what = what;
        if (blob.Length < 5) throw Corrupt($"{blob.Length} bytes are too few");

        Version = blob[0];
        if (Version == 0 || Version > newest)
        {
            throw Corrupt($"its version is {Version}, this program knows versions up to {newest}");
        }

        _rest = blob[1..^4];
        var stored = BinaryPrimitives.ReadUInt32LittleEndian(blob[^4..]);
        if (BlobWriter.Checksum(blob[..^4]) != stored) throw Corrupt("its checksum does not match");
    }

    public byte Version { get; }

    public byte Byte() => Take(1)[0];

    public bool Bool() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw Corrupt($"{other} is no truth value"),
    };

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }

        throw Corrupt("a number does not end");
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int Int()
    {
        var value = Signed();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Corrupt($"{value} is out of range");
    }

    /// <summary>A length of things that take at least a byte each, so a wrong one cannot ask for much memory.</summary>
    public int Count()
    {
        var value = Unsigned();
        return value <= (ulong)_rest.Length
            ? (int)value : throw Corrupt($"{value} entries are more than its bytes hold");
    }

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public double? NullableDouble() => Bool() ? Double() : null;

    public DateTimeOffset Instant()
    {
        _lastTicks += Signed();
        return _lastTicks >= 0 && _lastTicks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(_lastTicks, TimeSpan.Zero)
            : throw Corrupt("an instant is out of range");
    }

    public string? NullableText()
    {
        var length = Unsigned();
        return length == 0 ? null : Encoding.UTF8.GetString(Take(length - 1));
    }

    public string Text() => NullableText() ?? throw Corrupt("a text is missing");

    public TEnum Named<TEnum>(int value)
        where TEnum : struct, Enum
    {
        var named = Unsafe.BitCast<int, TEnum>(value);
        return Enum.IsDefined(named) ? named : throw Corrupt($"{value} is no {typeof(TEnum).Name}");
    }

    /// <summary>Nothing may be left.</summary>
    public readonly void End()
    {
        if (!_rest.IsEmpty) throw Corrupt($"{_rest.Length} bytes are left over");
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length) throw Corrupt("it ends too early");

        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    private readonly CorruptBlobException Corrupt(string reason) => new(_what, reason);
}
