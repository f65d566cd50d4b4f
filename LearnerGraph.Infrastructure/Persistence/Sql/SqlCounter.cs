using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LearnerGraph.Infrastructure.Persistence.Sql;

/// <summary>Counts and times every SQL command; a caller may ask for the count of what it starts itself.</summary>
public static class SqlCounter
{
    /// <summary>Name of the meter whose histogram holds the durations of commands, in seconds.</summary>
    public const string MeterName = "LearnerGraph.Sql";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "db.client.operation.duration", "s", "Time of one SQL command, with its rows read.", tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
                [0.0001, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5],
        });

    private static readonly AsyncLocal<SqlCount?> Ambient = new();

    internal static SqlCount? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>From here on, commands that this flow of control causes count into the answer.</summary>
    public static SqlCount Begin() => Ambient.Value = new SqlCount(Ambient.Value);

    internal static void Executed(TimeSpan elapsed)
    {
        Durations.Record(elapsed.TotalSeconds);
        Ambient.Value?.Add(elapsed);
    }

    internal static void Executed(long startedAt) => Executed(Stopwatch.GetElapsedTime(startedAt));
}
