namespace LearnerGraph.Infrastructure.Neo4j.PackStream;

/// <summary>Bytes that are no PackStream, or a value that it cannot carry.</summary>
internal sealed class PackStreamException(string message) : Exception(message);
