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
    public const int DefaultLabelSets = 1_000;

    private static readonly string[] Platform = ["Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    // By name: several instruments of the process may share one, and a family is written once.
    private readonly ConcurrentDictionary<(string Meter, string Name), MetricSeries> _series = [];
    private readonly MeterListener _listener = new();
    private readonly IMeterFactory _meters;
    private readonly Lock _reading = new();

    /// <param name="labelSets">Label sets of one instrument that are kept apart.</param>
    public PrometheusExposition(IMeterFactory meters, int labelSets = DefaultLabelSets)
    {
        _meters = meters;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!IsWanted(instrument)) return;
            var series = _series.GetOrAdd(
                (instrument.Meter.Name, instrument.Name), _ => new MetricSeries(instrument, labelSets));
            listener.EnableMeasurementEvents(instrument, series);
        };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => Record(state, value, tags));
        _listener.Start();
    }

    /// <summary>Every family that there may be, without the endings of counters and histograms.</summary>
    public IEnumerable<string> Families => _series.Values.Select(series => series.Name);

    public string Write(bool isOpenMetrics)
    {
        lock (_reading)
        {
            foreach (var series in _series.Values.Where(one => one.IsObserved)) series.Clear();

            _listener.RecordObservableInstruments();
            var text = new StringBuilder(16_384);
            foreach (var series in _series.Values.OrderBy(s => s.Name, StringComparer.Ordinal))
            {
                if (isOpenMetrics || series.Name != ServiceGauges.OldBoostName) series.Write(text, isOpenMetrics);
            }

            WriteProcess(text, isOpenMetrics);
            if (isOpenMetrics) text.Append("# EOF\n");
            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    // Meters without a factory belong to the whole process; those of another application in it are not ours.
    private bool IsWanted(Instrument instrument) =>
        (instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, _meters))
        && (instrument.Meter.Name.StartsWith("LearnerGraph", StringComparison.Ordinal)
            || Platform.Contains(instrument.Meter.Name));

    private static void Record(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((MetricSeries)state!).Record(value, tags);

    private static void WriteProcess(StringBuilder text, bool isOpenMetrics)
    {
        using var process = Process.GetCurrentProcess();
        var started = new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0;
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var version = typeof(PrometheusExposition).Assembly.GetName().Version?.ToString(3);
        Gauge("process_resident_memory_bytes", "Memory of the process that is in use.", "bytes", process.WorkingSet64);
        Gauge("process_memory_limit_bytes", "Memory that the process may use.", "bytes", limit);
        Gauge("process_start_time_seconds", "Start of the process, in seconds since 1970.", "seconds", started);
        Gauge("learnergraph_build_info", "1, with the version that runs.", null, 1, $"{{version=\"{version}\"}}");

        void Gauge(string name, string help, string? unit, double value, string labels = "")
        {
            text.Append($"# HELP {name} {help}\n# TYPE {name} gauge\n");
            if (isOpenMetrics && unit is not null) text.Append($"# UNIT {name} {unit}\n");
            text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value:R}\n");
        }
    }
}
