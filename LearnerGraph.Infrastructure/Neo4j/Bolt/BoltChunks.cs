using System.Buffers.Binary;
using LearnerGraph.Infrastructure.Neo4j.PackStream;

namespace LearnerGraph.Infrastructure.Neo4j.Bolt;

/// <summary>
/// Messages in chunks of at most 65,535 bytes, each with its size before it and 00 00 after the last.
/// </summary>
internal sealed class BoltChunks(Stream stream)
{
    private const int MaxChunk = ushort.MaxValue;
    private const int MaxMessage = 256 * 1024 * 1024;

    private readonly PackStreamWriter _writer = new();
    private readonly byte[] _size = new byte[2];
    private byte[] _out = new byte[4_096];
    private byte[] _in = new byte[4_096];

    /// <summary>One write for one message: a server may take two writes for two messages.</summary>
    public async ValueTask SendAsync(byte signature, CancellationToken ct, params object?[] fields)
    {
        _writer.Clear();
        _writer.Structure(signature, fields.Length);
        foreach (object? field in fields) _writer.Value(field);
        int length = Frame(_writer.Written.Span);
        await stream.WriteAsync(_out.AsMemory(0, length), ct);
        await stream.FlushAsync(ct);
    }

    public async ValueTask<BoltMessage> ReceiveAsync(CancellationToken ct)
    {
        int length = 0;
        while (true)
        {
            await stream.ReadExactlyAsync(_size, ct);
            int chunk = BinaryPrimitives.ReadUInt16BigEndian(_size);
            if (chunk == 0)
            {
                // An empty chunk between messages only keeps the connection alive.
                if (length == 0) continue;
                return Parse(_in.AsSpan(0, length));
            }

            if (length + chunk > MaxMessage) throw new BoltProtocolException("A message is larger than 256 MiB.");
            if (length + chunk > _in.Length) Array.Resize(ref _in, Math.Max(length + chunk, _in.Length * 2));
            await stream.ReadExactlyAsync(_in.AsMemory(length, chunk), ct);
            length += chunk;
        }
    }

    private static BoltMessage Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new PackStreamReader(bytes);
            var (signature, count) = reader.Structure();
            var fields = new object?[count];
            for (int i = 0; i < count; i++) fields[i] = reader.Value();
            if (!reader.IsAtEnd) throw new BoltProtocolException("A message goes on after its last field.");
            return new BoltMessage(signature, fields);
        }
        catch (PackStreamException e)
        {
            throw new BoltProtocolException(e.Message);
        }
    }

    private int Frame(ReadOnlySpan<byte> message)
    {
        int chunks = ((message.Length - 1) / MaxChunk) + 1;
        int length = message.Length + (2 * chunks) + 2;
        if (_out.Length < length) _out = new byte[Math.Max(length, _out.Length * 2)];
        int at = 0;
        while (!message.IsEmpty)
        {
            int chunk = Math.Min(message.Length, MaxChunk);
            BinaryPrimitives.WriteUInt16BigEndian(_out.AsSpan(at), (ushort)chunk);
            message[..chunk].CopyTo(_out.AsSpan(at + 2));
            message = message[chunk..];
            at += chunk + 2;
        }

        _out[at] = _out[at + 1] = 0;
        return length;
    }
}
