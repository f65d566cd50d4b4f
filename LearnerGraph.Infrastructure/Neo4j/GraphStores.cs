using LearnerGraph.Domain.Content;
using LearnerGraph.Infrastructure.Neo4j.Bolt;

namespace LearnerGraph.Infrastructure.Neo4j;

/// <summary>Chooses the transport that an address asks for.</summary>
internal static class GraphStores
{
    public static ICypher Cypher(GraphAddress address, GraphOptions options, TimeProvider clock) =>
        address.Transport == GraphTransport.Redis
            ? new FalkorCypher(address, options)
            : new BoltCypher(address, options, clock);
}

/// <summary>The graph database of the configuration; there is none where no address is set.</summary>
internal sealed class GraphDatabase : IGraphDatabase, IAsyncDisposable
{
    private readonly ICypher? _cypher;

    public GraphDatabase(GraphAddress? address, GraphOptions options, TimeProvider clock)
    {
        if (address is null) return;
        _cypher = GraphStores.Cypher(address, options, clock);
        Concepts = new CypherConceptGraph(_cypher, options);
        Name = address.ToString();
    }

    public IConceptGraphStore? Concepts { get; }

    public string Name { get; } = "";

    public ValueTask DisposeAsync() => _cypher?.DisposeAsync() ?? ValueTask.CompletedTask;
}
