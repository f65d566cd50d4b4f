using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace LearnerGraph.Api.Operations;

/// <summary>All label combinations of one instrument, with their running values.</summary>
internal sealed class MetricSeries
{
    private static readonly double[] DefaultBounds =
        [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Cell> _cells = [];
    private readonly double[] _bounds;
    private readonly string _kind;
    private readonly string? _help;
    private readonly bool _isAbsolute;

    public MetricSeries(Instrument instrument)
    {
        _kind = KindOf(instrument);
        _isAbsolute = instrument.IsObservable
            || instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal);
        _help = instrument.Description;
        _bounds = instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { } wanted }
            ? [.. wanted]
            : DefaultBounds;
        Name = NameOf(instrument);
    }

    public string Name { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        lock (_gate)
        {
            if (!_cells.TryGetValue(labels, out var cell))
            {
                _cells.Add(labels, cell = new Cell(_kind is "histogram" ? new long[_bounds.Length + 1] : []));
            }

            cell.Sum = _isAbsolute ? value : cell.Sum + value;
            cell.Count++;
            if (_kind is "histogram") cell.Buckets[Bucket(value)]++;
        }
    }

    public void Write(StringBuilder text, bool isOpenMetrics)
    {
        lock (_gate)
        {
            if (_cells.Count == 0) return;

            // Plain Prometheus text names the family of a counter with its suffix, OpenMetrics without.
            var family = _kind is "counter" && !isOpenMetrics ? $"{Name}_total" : Name;
            text.Append(CultureInfo.InvariantCulture, $"# HELP {family} {_help}\n# TYPE {family} {_kind}\n");
            foreach (var (labels, cell) in _cells.OrderBy(c => c.Key, StringComparer.Ordinal))
            {
                if (_kind is "histogram") WriteBuckets(text, labels, cell);
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

    private static string NameOf(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_').Replace('-', '_');
        return instrument.Unit switch
        {
            "s" when !name.EndsWith("_seconds", StringComparison.Ordinal) => $"{name}_seconds",
            "By" when !name.EndsWith("_bytes", StringComparison.Ordinal) => $"{name}_bytes",
            _ => name,
        };
    }

    private void WriteBuckets(StringBuilder text, string labels, Cell cell)
    {
        long seen = 0;
        var comma = labels.Length == 0 ? "" : ",";
        for (var i = 0; i <= _bounds.Length; i++)
        {
            seen += cell.Buckets[i];
            var bound = i < _bounds.Length ? _bounds[i].ToString("R", CultureInfo.InvariantCulture) : "+Inf";
            Line(text, $"{Name}_bucket", $"{labels}{comma}le=\"{bound}\"", seen);
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

    private sealed class Cell(long[] buckets)
    {
        public long[] Buckets { get; } = buckets;

        public long Count { get; set; }

        public double Sum { get; set; }
    }
}
