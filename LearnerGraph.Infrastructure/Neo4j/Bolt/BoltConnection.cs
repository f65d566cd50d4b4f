using System.Net.Security;
using System.Net.Sockets;

namespace LearnerGraph.Infrastructure.Neo4j.Bolt;

/// <summary>
/// One connection to one server, for one caller at a time. After a failure it is reset; after anything that leaves it
/// in doubt it is broken and only to be closed.
/// </summary>
/// <remarks>Bolt 5.0 to 5.8: authentication by LOGON from 5.1 on, in HELLO before.</remarks>
internal sealed class BoltConnection : IAsyncDisposable
{
    private const int FetchSize = 1_000;

    private static readonly byte[] Handshake =
    [
        0x60, 0x60, 0xB0, 0x17, 0, 8, 8, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    private readonly TcpClient _client;
    private readonly Stream _stream;
    private readonly BoltChunks _chunks;
    private readonly GraphAddress _address;

    private BoltConnection(TcpClient client, Stream stream, GraphAddress address)
    {
        (_client, _stream, _address) = (client, stream, address);
        _chunks = new BoltChunks(stream);
    }

    public GraphAddress Address => _address;

    /// <summary>Set while a request is under way, and left so where it does not come to a known end.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>When it came back to the pool.</summary>
    public long IdleSince { get; set; }

    public static async ValueTask<BoltConnection> OpenAsync(GraphAddress address, CancellationToken ct)
    {
        var client = new TcpClient { NoDelay = true };
        BoltConnection? opened = null;
        try
        {
            await client.ConnectAsync(address.Host, address.Port, ct);
            Stream stream = client.GetStream();
            if (address.Encryption != GraphEncryption.None) stream = await EncryptAsync(stream, address, ct);
            opened = new BoltConnection(client, stream, address);
            await opened.GreetAsync(ct);
            return opened;
        }
        catch
        {
            if (opened is not null) await opened._stream.DisposeAsync();
            client.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement and collects its rows.</summary>
    public async ValueTask<(CypherRows Rows, string? Bookmark)> RunAsync(
        CypherStatement statement, IReadOnlyDictionary<string, object?> extra, CancellationToken ct)
    {
        IsBroken = true;
        await _chunks.SendAsync(BoltMessages.Run, ct, statement.Text, statement.Parameters, extra);
        await _chunks.SendAsync(BoltMessages.Pull, ct, Fetch);
        var run = await SucceedAsync(1, ct);
        var columns = run.TryGetValue("fields", out object? fields) && fields is List<object?> names
            ? names.Cast<string>().ToList()
            : [];
        var rows = new List<IReadOnlyList<object?>>();
        while (true)
        {
            var message = await _chunks.ReceiveAsync(ct);
            if (message is { Signature: BoltMessages.Record, Fields: [List<object?> row] })
            {
                rows.Add(row);
                continue;
            }

            var end = await SucceedAsync(message, 0, ct);
            if (end.TryGetValue("has_more", out object? hasMore) && hasMore is true)
            {
                await _chunks.SendAsync(BoltMessages.Pull, ct, Fetch);
                continue;
            }

            IsBroken = false;
            return (new CypherRows(columns, rows), Bookmark(end));
        }
    }

    /// <summary>Runs statements between BEGIN and COMMIT; the reset after a refusal rolls all of them back.</summary>
    /// <returns>The transaction's bookmark, where the server gives one.</returns>
    public async ValueTask<string?> TransactAsync(
        IReadOnlyList<CypherStatement> statements, IReadOnlyDictionary<string, object?> extra, CancellationToken ct)
    {
        await CallAsync(BoltMessages.Begin, ct, extra);
        // Bolt takes the database from BEGIN; FalkorDB only from the statement itself.
        var database = Database([]);
        foreach (var statement in statements) await RunAsync(statement, database, ct);
        return Bookmark(await CallAsync(BoltMessages.Commit, ct));
    }

    public async ValueTask<IReadOnlyDictionary<string, object?>> RouteAsync(CancellationToken ct)
    {
        var routing = new Dictionary<string, object?> { ["address"] = $"{_address.Host}:{_address.Port}" };
        return await CallAsync(
            BoltMessages.Route, ct, routing, new List<object?>(), Database(new Dictionary<string, object?>()));
    }

    /// <summary>Makes it fresh again; also tells whether the server is still there.</summary>
    public async ValueTask ResetAsync(CancellationToken ct) => await CallAsync(BoltMessages.Reset, ct);

    /// <summary>Adds the database's name, where the address has one.</summary>
    public Dictionary<string, object?> Database(Dictionary<string, object?> extra)
    {
        if (_address.Database.Length > 0) extra["db"] = _address.Database;
        return extra;
    }

    /// <summary>Without GOODBYE, a courtesy that FalkorDB answers by standing still for half a minute.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _client.Dispose();
    }

    private static Dictionary<string, object?> Fetch { get; } = new() { ["n"] = FetchSize };

    private static string? Bookmark(IReadOnlyDictionary<string, object?> metadata) =>
        metadata.GetValueOrDefault("bookmark") as string;

    private static async ValueTask<SslStream> EncryptAsync(Stream stream, GraphAddress address, CancellationToken ct)
    {
        var encrypted = new SslStream(stream);
        var options = new SslClientAuthenticationOptions { TargetHost = address.Host };
        if (address.Encryption == GraphEncryption.Any)
        {
            // +ssc: whoever set it up vouches for the server, which only has to show some certificate.
            options.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null;
        }

        await encrypted.AuthenticateAsClientAsync(options, ct);
        return encrypted;
    }

    private async ValueTask GreetAsync(CancellationToken ct)
    {
        await _stream.WriteAsync(Handshake, ct);
        await _stream.FlushAsync(ct);
        var version = new byte[4];
        await _stream.ReadExactlyAsync(version, ct);
        var (major, minor) = (version[3], version[2]);
        if (major != 5)
        {
            IsBroken = true;
            throw new BoltProtocolException(major == 0 && minor == 0
                ? "The server speaks none of Bolt 5.0 to 5.8."
                : $"The server answers with Bolt {major}.{minor}; wanted is 5.0 to 5.8.");
        }

        bool hasLogon = minor >= 1;
        const string agent = "LearnerGraph/1.0";
        var hello = new Dictionary<string, object?> { ["user_agent"] = agent };
        if (minor >= 3) hello["bolt_agent"] = new Dictionary<string, object?> { ["product"] = agent };
        if (_address.Transport == GraphTransport.RoutedBolt)
        {
            hello["routing"] = new Dictionary<string, object?> { ["address"] = $"{_address.Host}:{_address.Port}" };
        }

        if (!hasLogon) foreach (var (key, value) in Credentials()) hello[key] = value;
        try
        {
            await CallAsync(BoltMessages.Hello, ct, hello);
            if (hasLogon) await CallAsync(BoltMessages.Logon, ct, Credentials());
        }
        catch (CypherException)
        {
            IsBroken = true;
            throw;
        }
    }

    private Dictionary<string, object?> Credentials() => _address.User.Length == 0
        ? new() { ["scheme"] = "none" }
        : new() { ["scheme"] = "basic", ["principal"] = _address.User, ["credentials"] = _address.Password };

    private async ValueTask<IReadOnlyDictionary<string, object?>> CallAsync(
        byte signature, CancellationToken ct, params object?[] fields)
    {
        IsBroken = true;
        await _chunks.SendAsync(signature, ct, fields);
        var answer = await SucceedAsync(0, ct);
        IsBroken = false;
        return answer;
    }

    private async ValueTask<IReadOnlyDictionary<string, object?>> SucceedAsync(int following, CancellationToken ct) =>
        await SucceedAsync(await _chunks.ReceiveAsync(ct), following, ct);

    /// <summary>The metadata of a SUCCESS; a FAILURE is thrown after the connection has been reset.</summary>
    /// <param name="following">Answers still to come to requests sent meanwhile; the server ignores those.</param>
    private async ValueTask<IReadOnlyDictionary<string, object?>> SucceedAsync(
        BoltMessage message, int following, CancellationToken ct)
    {
        if (message.Signature == BoltMessages.Success) return message.Metadata;
        if (message.Signature != BoltMessages.Failure)
            throw new BoltProtocolException($"The message 0x{message.Signature:X2} was not expected here.");

        await _chunks.SendAsync(BoltMessages.Reset, ct);
        for (int i = 0; i < following; i++)
        {
            if ((await _chunks.ReceiveAsync(ct)).Signature != BoltMessages.Ignored)
                throw new BoltProtocolException("A request after a failed one was not ignored.");
        }

        if ((await _chunks.ReceiveAsync(ct)).Signature != BoltMessages.Success)
            throw new BoltProtocolException("The connection could not be reset.");
        IsBroken = false;
        throw new CypherException(
            message.Metadata.GetValueOrDefault("code") as string ?? "",
            message.Metadata.GetValueOrDefault("message") as string ?? "The server refused without a word.");
    }
}
