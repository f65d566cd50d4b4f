using System.Buffers;
using System.Buffers.Binary;
using System.Collections;
using System.Text;

namespace LearnerGraph.Infrastructure.Neo4j.PackStream;

/// <summary>Values as PackStream writes them, each in its shortest form.</summary>
/// <remarks>
/// Null, booleans, integers to 64 bits, doubles, strings, bytes, lists, maps with string keys, and the structures of
/// Bolt 5 for times, spans and points. Times are exact to .NET's 100 ns.
/// </remarks>
internal sealed class PackStreamWriter
{
    private const int MaxDepth = 64;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public void Clear() => _buffer.ResetWrittenCount();

    public void Structure(byte tag, int fields)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fields, 15);
        Byte((byte)(0xB0 | fields));
        Byte(tag);
    }

    public void Value(object? value) => Value(value, 0);

    private void Value(object? value, int depth)
    {
        if (depth > MaxDepth) throw new PackStreamException($"Values are nested at most {MaxDepth} deep.");

        switch (value)
        {
            case null: Byte(0xC0); break;
            case bool truth: Byte(truth ? (byte)0xC3 : (byte)0xC2); break;
            case int number: Integer(number); break;
            case long number: Integer(number); break;
            case float number: Double(number); break;
            case double number: Double(number); break;
            case string text: Text(text); break;
            case byte[] bytes: Bytes(bytes); break;
            case DateOnly or TimeOnly or DateTime or DateTimeOffset: Clock(value); break;
            case GraphTime or GraphZonedTime or GraphDuration or GraphPoint: Clock(value); break;
            case PackStructure structure:
                Structure(structure.Tag, structure.Fields.Count);
                foreach (object? field in structure.Fields) Value(field, depth + 1);
                break;
            case IReadOnlyDictionary<string, object?> map:
                Header(map.Count, 0xA0, 0xD8);
                foreach (var (key, item) in map)
                {
                    Text(key);
                    Value(item, depth + 1);
                }

                break;
            case ICollection list:
                Header(list.Count, 0x90, 0xD4);
                foreach (object? item in list) Value(item, depth + 1);
                break;
            default: throw new PackStreamException($"A {value.GetType().Name} cannot be sent.");
        }
    }

    private void Clock(object value)
    {
        switch (value)
        {
            case DateOnly date:
                Structure(Tags.Date, 1);
                Integer(date.DayNumber - Epoch.DayNumber);
                break;
            case TimeOnly time:
                Structure(Tags.LocalTime, 1);
                Integer(Nanoseconds(time));
                break;
            case GraphTime time:
                Structure(Tags.Time, 2);
                Integer(Nanoseconds(time.Time));
                Integer(time.OffsetSeconds);
                break;
            case DateTime local:
                Structure(Tags.LocalDateTime, 2);
                Since(DateTime.UnixEpoch.Ticks, local.Ticks);
                break;
            case DateTimeOffset instant:
                Structure(Tags.DateTime, 3);
                Since(DateTime.UnixEpoch.Ticks, instant.UtcTicks);
                Integer((long)instant.Offset.TotalSeconds);
                break;
            case GraphZonedTime zoned:
                Structure(Tags.ZonedDateTime, 3);
                Since(DateTime.UnixEpoch.Ticks, zoned.Instant.UtcTicks);
                Text(zoned.Zone);
                break;
            case GraphDuration span:
                Structure(Tags.Duration, 4);
                Integer(span.Months);
                Integer(span.Days);
                Integer(span.Seconds);
                Integer(span.Nanoseconds);
                break;
            case GraphPoint point:
                Structure(point.IsPlane ? Tags.Point2D : Tags.Point3D, point.IsPlane ? 3 : 4);
                Integer(point.System);
                Double(point.X);
                Double(point.Y);
                if (!point.IsPlane) Double(point.Z);
                break;
        }
    }

    internal static readonly DateOnly Epoch = new(1970, 1, 1);

    private static long Nanoseconds(TimeOnly time) => time.Ticks * 100;

    private void Since(long epoch, long ticks)
    {
        (long seconds, long rest) = Math.DivRem(ticks - epoch, TimeSpan.TicksPerSecond);
        if (rest < 0) (seconds, rest) = (seconds - 1, rest + TimeSpan.TicksPerSecond);
        Integer(seconds);
        Integer(rest * 100);
    }

    private void Integer(long value)
    {
        switch (value)
        {
            case >= -16 and <= 127:
                Byte((byte)value);
                break;
            case >= sbyte.MinValue and <= sbyte.MaxValue:
                Byte(0xC8);
                Byte((byte)value);
                break;
            case >= short.MinValue and <= short.MaxValue:
                Byte(0xC9);
                BinaryPrimitives.WriteInt16BigEndian(Take(2), (short)value);
                break;
            case >= int.MinValue and <= int.MaxValue:
                Byte(0xCA);
                BinaryPrimitives.WriteInt32BigEndian(Take(4), (int)value);
                break;
            default:
                Byte(0xCB);
                BinaryPrimitives.WriteInt64BigEndian(Take(8), value);
                break;
        }
    }

    private void Double(double value)
    {
        Byte(0xC1);
        BinaryPrimitives.WriteDoubleBigEndian(Take(8), value);
    }

    private void Text(string text)
    {
        int bytes = Encoding.UTF8.GetByteCount(text);
        Header(bytes, 0x80, 0xD0);
        Encoding.UTF8.GetBytes(text, Take(bytes));
    }

    private void Bytes(byte[] bytes)
    {
        switch (bytes.Length)
        {
            case <= byte.MaxValue:
                Byte(0xCC);
                Byte((byte)bytes.Length);
                break;
            case <= ushort.MaxValue:
                Byte(0xCD);
                BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)bytes.Length);
                break;
            default:
                Byte(0xCE);
                BinaryPrimitives.WriteInt32BigEndian(Take(4), bytes.Length);
                break;
        }

        bytes.CopyTo(Take(bytes.Length));
    }

    /// <summary>A size in the marker's low bits, or in 8, 16 or 32 bits after one of three markers.</summary>
    private void Header(int count, byte tiny, byte sized)
    {
        switch (count)
        {
            case < 16:
                Byte((byte)(tiny | count));
                break;
            case <= byte.MaxValue:
                Byte(sized);
                Byte((byte)count);
                break;
            case <= ushort.MaxValue:
                Byte((byte)(sized + 1));
                BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)count);
                break;
            default:
                Byte((byte)(sized + 2));
                BinaryPrimitives.WriteInt32BigEndian(Take(4), count);
                break;
        }
    }

    private void Byte(byte value) => Take(1)[0] = value;

    private Span<byte> Take(int count)
    {
        var span = _buffer.GetSpan(count)[..count];
        _buffer.Advance(count);
        return span;
    }
}
