using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LearnerGraph.Infrastructure.Neo4j.PackStream;

namespace LearnerGraph.Tests.Infrastructure.Neo4j;

/// <summary>
/// A server that answers each connection from a script written after Bolt's specification, one connection a script;
/// it writes down what it was told.
/// </summary>
internal sealed class ScriptedBoltServer : IAsyncDisposable
{
    /// <summary>Closes the connection instead of answering.</summary>
    public static readonly PackStructure HangUp = new(0xFF, []);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<Script> _scripts = new();
    private readonly Task _serving;

    public ScriptedBoltServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Messages of all connections in order, as "0x10 RETURN 1".</summary>
    public ConcurrentQueue<(byte Tag, IReadOnlyList<object?> Fields)> Heard { get; } = new();

    /// <summary>The next connection gets this version and these answers to its messages, in order.</summary>
    public ScriptedBoltServer Then(byte minor, params PackStructure[][] answers)
    {
        _scripts.Enqueue(new Script(5, minor, answers));
        return this;
    }

    /// <summary>The next connection is answered with a version that nobody asked for.</summary>
    public ScriptedBoltServer ThenVersion(byte major, byte minor)
    {
        _scripts.Enqueue(new Script(major, minor, []));
        return this;
    }

    public static PackStructure[] Success(params (string Key, object? Value)[] metadata) =>
        [new PackStructure(0x70, [metadata.ToDictionary(one => one.Key, one => one.Value)])];

    public static PackStructure[] Failure(string code, string message) =>
        [new PackStructure(0x7F, [new Dictionary<string, object?> { ["code"] = code, ["message"] = message }])];

    public static PackStructure[] Ignored => [new PackStructure(0x7E, [])];

    public static PackStructure Record(params object?[] values) => new(0x71, [values.ToList()]);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                if (_scripts.TryDequeue(out var script)) connections.Add(TalkAsync(client, script));
                else client.Dispose();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task TalkAsync(TcpClient client, Script script)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var handshake = new byte[20];
                await stream.ReadExactlyAsync(handshake, _end.Token);
                await stream.WriteAsync(new byte[] { 0, 0, script.Minor, script.Major }, _end.Token);
                foreach (var answer in script.Answers)
                {
                    Heard.Enqueue(await ReadAsync(stream));
                    if (answer is [var only] && only == HangUp) return;
                    foreach (var message in answer) await WriteAsync(stream, message);
                }

                while (true) Heard.Enqueue(await ReadAsync(stream));
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client is done.
            }
        }
    }

    private async Task<(byte, IReadOnlyList<object?>)> ReadAsync(NetworkStream stream)
    {
        var message = new List<byte>();
        var size = new byte[2];
        while (true)
        {
            await stream.ReadExactlyAsync(size, _end.Token);
            int length = BinaryPrimitives.ReadUInt16BigEndian(size);
            if (length == 0) return Parse([.. message]);
            var chunk = new byte[length];
            await stream.ReadExactlyAsync(chunk, _end.Token);
            message.AddRange(chunk);
        }
    }

    private static (byte, IReadOnlyList<object?>) Parse(byte[] bytes)
    {
        var reader = new PackStreamReader(bytes);
        var (tag, count) = reader.Structure();
        var fields = new List<object?>();
        for (int i = 0; i < count; i++) fields.Add(reader.Value());
        return (tag, fields);
    }

    /// <summary>In chunks of three bytes, each written by itself, after an empty one that only keeps alive.</summary>
    private async Task WriteAsync(NetworkStream stream, PackStructure message)
    {
        var writer = new PackStreamWriter();
        writer.Value(message);
        await stream.WriteAsync(new byte[] { 0, 0 }, _end.Token);
        foreach (byte[] chunk in writer.Written.ToArray().Chunk(3))
        {
            byte[] framed = [0, (byte)chunk.Length, .. chunk];
            await stream.WriteAsync(framed, _end.Token);
        }

        await stream.WriteAsync(new byte[] { 0, 0 }, _end.Token);
    }

    private sealed record Script(byte Major, byte Minor, PackStructure[][] Answers);
}
