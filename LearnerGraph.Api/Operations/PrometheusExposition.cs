using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace LearnerGraph.Api.Operations;

/// <summary>
/// Listens to the product's and the platform's meters and writes them as Prometheus 0.0.4 or OpenMetrics 1.0 text.
/// Stands in for the exporter package that cannot be restored.
/// </summary>
public sealed class PrometheusExposition : IDisposable
{
    private static readonly string[] Platform = ["Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    // By name: two hosts in one process have an instrument each of the same name, and a family is written once.
    private readonly ConcurrentDictionary<(string Meter, string Name), MetricSeries> _series = [];
    private readonly MeterListener _listener = new();

    public PrometheusExposition()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (IsWanted(instrument))
            {
                listener.EnableMeasurementEvents(
                    instrument,
                    _series.GetOrAdd((instrument.Meter.Name, instrument.Name), _ => new MetricSeries(instrument)));
            }
        };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.Start();
    }

    public string Write(bool isOpenMetrics)
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder(8192);
        foreach (var series in _series.Values.OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            series.Write(text, isOpenMetrics);
        }

        WriteProcess(text);
        if (isOpenMetrics) text.Append("# EOF\n");
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    // Prometheus keeps the ending for histograms; the platform's gauges that have it say nothing one would miss.
    private static bool IsWanted(Instrument instrument) =>
        instrument.Meter.Name.StartsWith("LearnerGraph", StringComparison.Ordinal)
        || (Platform.Contains(instrument.Meter.Name) && !instrument.Name.EndsWith(".count", StringComparison.Ordinal));

    private static void Record(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((MetricSeries)state!).Record(value, tags);

    private static void WriteProcess(StringBuilder text)
    {
        using var process = Process.GetCurrentProcess();
        var started = new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0;
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            # HELP process_resident_memory_bytes Memory of the process that is in use.
            # TYPE process_resident_memory_bytes gauge
            process_resident_memory_bytes {process.WorkingSet64}
            # HELP process_start_time_seconds Start of the process, in seconds since 1970.
            # TYPE process_start_time_seconds gauge
            process_start_time_seconds {started:R}

            """);
    }
}
