using System.Globalization;

namespace LearnerGraph.Api.Operations;

/// <summary>What /metrics says at this moment, read from the very text, so that page and endpoint agree.</summary>
public sealed class MetricReadings
{
    private readonly List<(string Name, string Labels, double Value)> _lines = [];

    /// <param name="text">In Prometheus' form 0.0.4.</param>
    public MetricReadings(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var space = line.LastIndexOf(' ');
            var brace = line.IndexOf('{', StringComparison.Ordinal);
            var number = line.AsSpan(space + 1);
            if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) continue;
            _lines.Add(brace < 0 ? (line[..space], "", value) : (line[..brace], line[brace..space], value));
        }
    }

    /// <summary>Added up over all label sets that hold every text; 0 where nothing has been counted.</summary>
    public double Sum(string name, params ReadOnlySpan<string> labels)
    {
        var sum = 0.0;
        foreach (var line in _lines)
        {
            if (line.Name == name && HoldsAll(line.Labels, labels)) sum += line.Value;
        }

        return sum;
    }

    /// <summary>
    /// A quantile of a histogram over all label sets that hold the text, within the bucket that holds it; null while
    /// empty.
    /// </summary>
    /// <returns>The last bound where it lies above all bounds.</returns>
    public double? Quantile(string name, double share, string label = "")
    {
        var buckets = _lines
            .Where(line => line.Name == $"{name}_bucket" && line.Labels.Contains(label, StringComparison.Ordinal))
            .GroupBy(line => BoundOf(line.Labels))
            .Select(bucket => (Bound: bucket.Key, Count: bucket.Sum(line => line.Value)))
            .OrderBy(bucket => bucket.Bound).ToArray();
        if (buckets.Length == 0 || buckets[^1].Count == 0) return null;
        var wanted = share * buckets[^1].Count;
        double below = 0, from = 0;
        foreach (var (bound, count) in buckets)
        {
            if (count >= wanted)
                return double.IsInfinity(bound) ? from : from + ((bound - from) * (wanted - below) / (count - below));
            (below, from) = (count, bound);
        }

        return from;
    }

    private static bool HoldsAll(string labels, ReadOnlySpan<string> wanted)
    {
        foreach (var one in wanted)
        {
            if (!labels.Contains(one, StringComparison.Ordinal)) return false;
        }

        return true;
    }

    private static double BoundOf(string labels)
    {
        const string Mark = "le=\"";
        var at = labels.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        var text = labels.AsSpan(at, labels.IndexOf('"', at) - at);
        return text is "+Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);
    }
}
