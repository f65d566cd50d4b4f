namespace LearnerGraph.Infrastructure.Neo4j.PackStream;

/// <summary>A structure of PackStream that stands for no value known here.</summary>
internal sealed record PackStructure(byte Tag, IReadOnlyList<object?> Fields);

/// <summary>A node; the element id is empty from servers that send none.</summary>
internal sealed record GraphNode(
    long Id, IReadOnlyList<string> Labels, IReadOnlyDictionary<string, object?> Properties, string ElementId);

internal sealed record GraphRelationship(
    long Id, long StartId, long EndId, string Type, IReadOnlyDictionary<string, object?> Properties,
    string ElementId, string StartElementId, string EndElementId);

/// <summary>A relationship of a path, whose ends the path tells.</summary>
internal sealed record UnboundRelationship(
    long Id, string Type, IReadOnlyDictionary<string, object?> Properties, string ElementId);

/// <summary>Nodes and relationships once each, and the walk through them.</summary>
/// <param name="Walk">Pairs: the relationship, 1-based and negative where walked backwards, and the node,
/// 0-based.</param>
internal sealed record GraphPath(
    IReadOnlyList<GraphNode> Nodes, IReadOnlyList<UnboundRelationship> Relationships, IReadOnlyList<long> Walk);

/// <summary>A time of day somewhere; offset in seconds east of Greenwich.</summary>
internal readonly record struct GraphTime(TimeOnly Time, int OffsetSeconds);

/// <summary>An instant with the zone it is told in.</summary>
internal readonly record struct GraphZonedTime(DateTimeOffset Instant, string Zone);

/// <summary>A span in the calendar's own units, which do not convert into each other.</summary>
internal readonly record struct GraphDuration(long Months, long Days, long Seconds, int Nanoseconds);

/// <summary>A point; Z is NaN in the plane. The reference system is an EPSG number.</summary>
internal readonly record struct GraphPoint(long System, double X, double Y, double Z)
{
    public bool IsPlane => double.IsNaN(Z);
}
