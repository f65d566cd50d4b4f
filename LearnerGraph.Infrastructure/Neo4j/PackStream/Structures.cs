namespace LearnerGraph.Infrastructure.Neo4j.PackStream;

/// <summary>What the structures of Bolt 5 stand for; below 100 ns, times are cut off.</summary>
internal static class Structures
{
    /// <summary>The value of a structure, or null where the tag is not known.</summary>
    public static object? Known(byte tag, object?[] f) => tag switch
    {
        Tags.Node => new GraphNode((long)f[0]!, Texts(f[1]), Map(f[2]), Text(f, 3)),
        Tags.Relationship => new GraphRelationship(
            (long)f[0]!, (long)f[1]!, (long)f[2]!, (string)f[3]!, Map(f[4]), Text(f, 5), Text(f, 6), Text(f, 7)),
        Tags.UnboundRelationship => new UnboundRelationship((long)f[0]!, (string)f[1]!, Map(f[2]), Text(f, 3)),
        Tags.Path => new GraphPath(
            [.. List(f[0]).Cast<GraphNode>()], [.. List(f[1]).Cast<UnboundRelationship>()],
            [.. List(f[2]).Cast<long>()]),
        Tags.Date => DateOnly.FromDayNumber(checked(PackStreamWriter.Epoch.DayNumber + (int)(long)f[0]!)),
        Tags.LocalTime => TimeOfDay(f[0]),
        Tags.Time => new GraphTime(TimeOfDay(f[0]), (int)(long)f[1]!),
        Tags.LocalDateTime => new DateTime(Ticks(f[0], f[1]), DateTimeKind.Unspecified),
        Tags.DateTime => new DateTimeOffset(Ticks(f[0], f[1]), TimeSpan.Zero)
            .ToOffset(TimeSpan.FromSeconds((long)f[2]!)),
        Tags.ZonedDateTime => new GraphZonedTime(
            new DateTimeOffset(Ticks(f[0], f[1]), TimeSpan.Zero), (string)f[2]!),
        Tags.Duration => new GraphDuration((long)f[0]!, (long)f[1]!, (long)f[2]!, (int)(long)f[3]!),
        Tags.Point2D => new GraphPoint((long)f[0]!, (double)f[1]!, (double)f[2]!, double.NaN),
        Tags.Point3D => new GraphPoint((long)f[0]!, (double)f[1]!, (double)f[2]!, (double)f[3]!),
        _ => null,
    };

    private static TimeOnly TimeOfDay(object? nanoseconds) => new((long)nanoseconds! / 100);

    private static long Ticks(object? seconds, object? nanoseconds) =>
        checked(DateTime.UnixEpoch.Ticks + ((long)seconds! * TimeSpan.TicksPerSecond) + ((long)nanoseconds! / 100));

    private static string Text(object?[] fields, int at) => at < fields.Length ? (string)fields[at]! : "";

    private static List<object?> List(object? value) => (List<object?>)value!;

    private static string[] Texts(object? value) => [.. List(value).Cast<string>()];

    private static Dictionary<string, object?> Map(object? value) => (Dictionary<string, object?>)value!;
}
