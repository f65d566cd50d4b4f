using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace LearnerGraph.Infrastructure.Persistence.Codecs;

/// <summary>
/// Compact bytes: a version first, then numbers as variable-length integers, instants as differences from the one
/// before, and a CRC-32C of all of it at the end.
/// </summary>
internal ref struct BlobWriter
{
    private byte[] _buffer;
    private int _length;
    private long _lastTicks;

    public BlobWriter(byte version)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(4096);
        _buffer[0] = version;
        _length = 1;
    }

    public void Byte(byte value)
    {
        Reserve(1);
        _buffer[_length++] = value;
    }

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Unsigned(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _buffer[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[_length++] = (byte)value;
    }

    /// <summary>Zigzag: small magnitudes of either sign stay short.</summary>
    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Double(double value)
    {
        Reserve(8);
        BinaryPrimitives.WriteDoubleLittleEndian(_buffer.AsSpan(_length), value);
        _length += 8;
    }

    public void Instant(DateTimeOffset value)
    {
        var ticks = value.UtcTicks;
        Signed(ticks - _lastTicks);
        _lastTicks = ticks;
    }

    /// <summary>Length plus one, then UTF-8; 0 for null.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Byte(0);
            return;
        }

        var count = Encoding.UTF8.GetByteCount(value);
        Unsigned((ulong)count + 1);
        Reserve(count);
        _length += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_length));
    }

    public void NullableDouble(double? value)
    {
        Bool(value.HasValue);
        if (value is { } number) Double(number);
    }

    /// <summary>The bytes with their checksum; the writer is spent.</summary>
    public byte[] Finish()
    {
        var blob = new byte[_length + 4];
        _buffer.AsSpan(0, _length).CopyTo(blob);
        BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(_length), Checksum(blob.AsSpan(0, _length)));
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        return blob;
    }

    /// <summary>CRC-32C (Castagnoli), which the processor computes itself.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var b in bytes) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _length >= count) return;

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + count));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
