namespace LearnerGraph.Infrastructure.Neo4j;

/// <summary>How a graph database is spoken to.</summary>
internal enum GraphTransport
{
    /// <summary>Bolt to one server.</summary>
    Bolt,

    /// <summary>Bolt to a cluster, which tells who leads.</summary>
    RoutedBolt,

    /// <summary>GRAPH.QUERY through Redis' protocol, as FalkorDB takes it.</summary>
    Redis,
}

internal enum GraphEncryption
{
    None,

    /// <summary>TLS with a certificate that this machine trusts.</summary>
    Trusted,

    /// <summary>TLS with any certificate, such as one that signed itself.</summary>
    Any,
}

/// <summary>Where a graph database is: scheme://user:password@host:port/database.</summary>
/// <param name="Database">Empty is the server's default; over Redis the name of the graph.</param>
public sealed record GraphAddress
{
    public const string Expected =
        "bolt://, bolt+s://, bolt+ssc://, neo4j://, neo4j+s://, neo4j+ssc://, redis:// or rediss://, "
        + "then user:password@host:port/database";

    private const int BoltPort = 7687;
    private const int RedisPort = 6379;
    private const string DefaultGraph = "learnergraph";

    private GraphAddress()
    {
    }

    internal GraphTransport Transport { get; private init; }

    internal GraphEncryption Encryption { get; private init; }

    internal string Host { get; private init; } = "";

    internal int Port { get; private init; }

    internal string User { get; private init; } = "";

    internal string Password { get; private init; } = "";

    internal string Database { get; private init; } = "";

    public static GraphAddress? TryParse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.Query.Length > 0)
            return null;
        (GraphTransport, GraphEncryption)? scheme = uri.Scheme switch
        {
            "bolt" => (GraphTransport.Bolt, GraphEncryption.None),
            "bolt+s" => (GraphTransport.Bolt, GraphEncryption.Trusted),
            "bolt+ssc" => (GraphTransport.Bolt, GraphEncryption.Any),
            "neo4j" => (GraphTransport.RoutedBolt, GraphEncryption.None),
            "neo4j+s" => (GraphTransport.RoutedBolt, GraphEncryption.Trusted),
            "neo4j+ssc" => (GraphTransport.RoutedBolt, GraphEncryption.Any),
            "redis" => (GraphTransport.Redis, GraphEncryption.None),
            "rediss" => (GraphTransport.Redis, GraphEncryption.Trusted),
            _ => null,
        };
        if (scheme is not var (transport, encryption)) return null;

        string[] user = uri.UserInfo.Split(':', 2);
        string database = uri.AbsolutePath.Trim('/');
        if (database.Contains('/', StringComparison.Ordinal)) return null;
        bool isRedis = transport == GraphTransport.Redis;
        return new GraphAddress
        {
            Transport = transport,
            Encryption = encryption,
            Host = uri.Host.Trim('[', ']'),
            Port = uri.Port > 0 ? uri.Port : isRedis ? RedisPort : BoltPort,
            User = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "",
            Database = database.Length > 0 ? Uri.UnescapeDataString(database) : isRedis ? DefaultGraph : "",
        };
    }

    /// <summary>Another member of the same cluster, as its routing table names it.</summary>
    internal GraphAddress Member(string hostAndPort)
    {
        int colon = hostAndPort.LastIndexOf(':');
        return colon > 0 && int.TryParse(hostAndPort.AsSpan(colon + 1), out int port)
            ? this with { Host = hostAndPort[..colon].Trim('[', ']'), Port = port }
            : this with { Host = hostAndPort, Port = BoltPort };
    }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{Host}:{Port}{(Database.Length > 0 ? "/" + Database : "")}";
}
