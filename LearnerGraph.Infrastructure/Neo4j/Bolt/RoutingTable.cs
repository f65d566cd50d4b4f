namespace LearnerGraph.Infrastructure.Neo4j.Bolt;

/// <summary>Who of a cluster takes writes, reads and questions for this table, and until when that holds.</summary>
internal sealed record RoutingTable(
    IReadOnlyList<string> Writers, IReadOnlyList<string> Readers, IReadOnlyList<string> Routers, TimeSpan Life)
{
    /// <summary>The table in the answer to ROUTE.</summary>
    public static RoutingTable Parse(IReadOnlyDictionary<string, object?> metadata)
    {
        if (metadata.GetValueOrDefault("rt") is not IReadOnlyDictionary<string, object?> table
            || table.GetValueOrDefault("servers") is not List<object?> servers)
        {
            throw new BoltProtocolException("The server sent no routing table.");
        }

        var byRole = new Dictionary<string, List<string>>(StringComparer.Ordinal)
        {
            ["WRITE"] = [], ["READ"] = [], ["ROUTE"] = [],
        };
        foreach (var server in servers.OfType<IReadOnlyDictionary<string, object?>>())
        {
            if (server.GetValueOrDefault("role") is string role && byRole.TryGetValue(role, out var known)
                && server.GetValueOrDefault("addresses") is List<object?> addresses)
            {
                known.AddRange(addresses.OfType<string>());
            }
        }

        double seconds = table.GetValueOrDefault("ttl") is long ttl and > 0 ? ttl : 1;
        return new RoutingTable(byRole["WRITE"], byRole["READ"], byRole["ROUTE"], TimeSpan.FromSeconds(seconds));
    }
}
