namespace LearnerGraph.Infrastructure.Neo4j.Bolt;

/// <summary>Signatures of Bolt 5's messages.</summary>
internal static class BoltMessages
{
    public const byte Hello = 0x01;
    public const byte Reset = 0x0F;
    public const byte Run = 0x10;
    public const byte Begin = 0x11;
    public const byte Commit = 0x12;
    public const byte Pull = 0x3F;
    public const byte Route = 0x66;
    public const byte Logon = 0x6A;

    public const byte Success = 0x70;
    public const byte Record = 0x71;
    public const byte Ignored = 0x7E;
    public const byte Failure = 0x7F;
}

/// <summary>A message as it came: its signature and fields.</summary>
internal readonly record struct BoltMessage(byte Signature, IReadOnlyList<object?> Fields)
{
    /// <summary>The map that SUCCESS and FAILURE carry; empty where a server sends none.</summary>
    public IReadOnlyDictionary<string, object?> Metadata =>
        Fields is [IReadOnlyDictionary<string, object?> map, ..] ? map : Nothing;

    private static readonly Dictionary<string, object?> Nothing = [];
}
