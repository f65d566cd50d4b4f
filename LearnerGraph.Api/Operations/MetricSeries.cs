using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace LearnerGraph.Api.Operations;

/// <summary>All label sets of one instrument, with their running values.</summary>
internal sealed class MetricSeries
{
    private static readonly double[] DefaultBounds =
        [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    // What comes past the cap is counted under this one, as OpenTelemetry names it.
    private static readonly KeyValuePair<string, object?>[] Overflow = [new("otel.metric.overflow", "true")];

    private readonly Lock _gate = new();
    private readonly Dictionary<KeyValuePair<string, object?>[], Cell> _cells = new(LabelSets.Comparer);
    private readonly Dictionary<KeyValuePair<string, object?>[], Cell>
        .AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _found;

    private readonly double[] _bounds;
    private readonly string _kind;
    private readonly string? _unit;
    private readonly string? _help;
    private readonly bool _isAbsolute;
    private readonly int _mostSets;

    /// <param name="mostSets">Label sets kept apart; all others are added up under one.</param>
    public MetricSeries(Instrument instrument, int mostSets)
    {
        _kind = KindOf(instrument);
        _isAbsolute = instrument.IsObservable
            || instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal);
        IsObserved = instrument.IsObservable;
        _help = Escaped(instrument.Description ?? instrument.Name);
        _bounds = instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { } wanted }
            ? [.. wanted]
            : DefaultBounds;
        _unit = UnitOf(instrument.Unit);
        _mostSets = mostSets;
        _found = _cells.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        Name = NameOf(instrument, _unit);
    }

    public string Name { get; }

    /// <summary>Whether values are asked for at each reading: what is gone by then is not shown.</summary>
    public bool IsObserved { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            if (!_found.TryGetValue(tags, out var cell)) cell = Add(tags);
            cell.Sum = _isAbsolute ? value : cell.Sum + value;
            cell.Count++;
            if (_kind is not "histogram") return;

            var bucket = Bucket(value);
            cell.Buckets[bucket]++;
            if (Activity.Current is { TraceId: var trace } && trace != default)
                cell.Exemplars[bucket] = new(trace, value, DateTimeOffset.UtcNow);
        }
    }

    public void Clear()
    {
        lock (_gate) _cells.Clear();
    }

    public void Write(StringBuilder text, bool isOpenMetrics)
    {
        lock (_gate)
        {
            if (_cells.Count == 0) return;

            // Plain Prometheus text names the family of a counter with its suffix, OpenMetrics without.
            var family = _kind is "counter" && !isOpenMetrics ? $"{Name}_total" : Name;
            text.Append(CultureInfo.InvariantCulture, $"# HELP {family} {_help}\n# TYPE {family} {_kind}\n");
            if (isOpenMetrics && _unit is not null) text.Append($"# UNIT {family} {_unit}\n");
            foreach (var (labels, cell) in _cells.Values.Select(cell => (cell.Labels, cell))
                .OrderBy(c => c.Labels, StringComparer.Ordinal))
            {
                if (_kind is "histogram") WriteBuckets(text, labels, cell, isOpenMetrics);
                else Line(text, _kind is "counter" ? $"{Name}_total" : Name, labels, cell.Sum);
            }
        }
    }

    private static string KindOf(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        return type.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
            : type.Contains("UpDown", StringComparison.Ordinal) || type.Contains("Gauge", StringComparison.Ordinal)
                ? "gauge"
            : "counter";
    }

    private static string? UnitOf(string? unit) => unit switch
    {
        "s" => "seconds",
        "By" => "bytes",
        "%" => "percentage",
        _ => null,
    };

    private static string NameOf(Instrument instrument, string? unit)
    {
        var name = instrument.Name.Replace('.', '_').Replace('-', '_');

        // Prometheus keeps the ending for histograms.
        if (name.EndsWith("_count", StringComparison.Ordinal)) name = name[..^"_count".Length] + "_current";
        return unit is null || name.EndsWith($"_{unit}", StringComparison.Ordinal) ? name : $"{name}_{unit}";
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\"", "'", StringComparison.Ordinal);

    private Cell Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = tags.ToArray();
        if (_cells.Count >= _mostSets)
        {
            key = Overflow;
            if (_cells.TryGetValue(key, out var all)) return all;
        }

        var cell = new Cell(Labels(key), _kind is "histogram" ? _bounds.Length + 1 : 0);
        _cells.Add(key, cell);
        return cell;
    }

    private void WriteBuckets(StringBuilder text, string labels, Cell cell, bool isOpenMetrics)
    {
        long seen = 0;
        var comma = labels.Length == 0 ? "" : ",";
        for (var i = 0; i <= _bounds.Length; i++)
        {
            seen += cell.Buckets[i];
            var bound = i < _bounds.Length ? _bounds[i].ToString("R", CultureInfo.InvariantCulture) : "+Inf";
            text.Append($"{Name}_bucket{{{labels}{comma}le=\"{bound}\"}} ").Append(seen);
            if (isOpenMetrics && cell.Exemplars[i] is { } exemplar)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $" # {{trace_id=\"{exemplar.Trace}\"}} {exemplar.Value:R} "
                    + $"{exemplar.At.ToUnixTimeMilliseconds() / 1000.0:0.000}");
            }

            text.Append('\n');
        }

        Line(text, $"{Name}_sum", labels, cell.Sum);
        Line(text, $"{Name}_count", labels, cell.Count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length == 0) return "";

        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            if (text.Length > 0) text.Append(',');
            text.Append(name.Replace('.', '_')).Append("=\"");
            text.Append((Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
                .Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal));
            text.Append('"');
        }

        return text.ToString();
    }

    private int Bucket(double value)
    {
        var i = 0;
        while (i < _bounds.Length && value > _bounds[i]) i++;
        return i;
    }

    private sealed class Cell(string labels, int buckets)
    {
        public string Labels { get; } = labels;

        public long[] Buckets { get; } = new long[buckets];

        public Exemplar?[] Exemplars { get; } = new Exemplar?[buckets];

        public long Count { get; set; }

        public double Sum { get; set; }
    }

    /// <summary>The newest measurement of a bucket with the trace that it belongs to.</summary>
    private readonly record struct Exemplar(ActivityTraceId Trace, double Value, DateTimeOffset At);
}
