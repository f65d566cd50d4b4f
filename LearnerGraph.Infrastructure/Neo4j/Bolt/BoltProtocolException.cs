namespace LearnerGraph.Infrastructure.Neo4j.Bolt;

/// <summary>The other side does not speak Bolt as it should; the connection is of no more use.</summary>
internal sealed class BoltProtocolException(string message) : IOException(message);
