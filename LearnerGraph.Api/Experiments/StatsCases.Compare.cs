using System.Globalization;
using System.Text.Json;

namespace LearnerGraph.Api.Experiments;

internal static partial class StatsCases
{
    /// <summary>One line for each field that leaves |x - e| &lt;= max(rel |e|, abs).</summary>
    internal static List<string> Compare(JsonElement item, Dictionary<string, object?>? actual)
    {
        if (actual is null) return ["unsupported kind"];
        var misses = new List<string>();
        CompareValue("", item.GetProperty("expected"), actual, Tolerance.Of(item), misses);
        if (misses.Count == 0 || !item.TryGetProperty("alternative", out var alternative)) return misses;
        var others = new List<string>();
        CompareValue("", alternative, actual, Tolerance.Of(item), others);
        return others.Count == 0 ? [] : misses;
    }

    private static void CompareValue(
        string path, JsonElement expected, object? actual, Tolerance tolerance, List<string> misses)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                var map = actual as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
                foreach (var property in expected.EnumerateObject().Where(entry => entry.Name != "nist_certified"))
                {
                    var value = map.GetValueOrDefault(property.Name);
                    CompareValue($"{path}/{property.Name}", property.Value, value, tolerance, misses);
                }

                break;
            case JsonValueKind.Array:
                var items = (actual as System.Collections.IEnumerable)?.Cast<object?>().ToArray() ?? [];
                if (items.Length != expected.GetArrayLength()) misses.Add($"{path}: {items.Length} entries");
                for (var i = 0; i < Math.Min(items.Length, expected.GetArrayLength()); i++)
                    CompareValue($"{path}/{i}", expected[i], items[i], tolerance, misses);
                break;
            case JsonValueKind.Number:
                var wanted = expected.GetDouble();
                double? given = actual switch { double d => d, int i => i, _ => null };
                if (given is not { } found || !tolerance.Accepts(path, found, wanted))
                    misses.Add($"{path}: {given?.ToString("R") ?? "null"}, not {wanted:R}");
                break;
            default:
                var text = actual switch
                {
                    null => "",
                    bool truth => truth ? "True" : "False",
                    double d => d.ToString(CultureInfo.InvariantCulture),
                    _ => actual.ToString(),
                };
                if (text != expected.ToString()) misses.Add($"{path}: {text}, not {expected}");
                break;
        }
    }

    private sealed record Tolerance(double Relative, double Absolute, IReadOnlyDictionary<string, double> Fields)
    {
        public static Tolerance Of(JsonElement item)
        {
            if (!item.TryGetProperty("tolerance", out var given)) return new(0, 0, new Dictionary<string, double>());
            var fields = given.TryGetProperty("fields", out var own)
                ? own.EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetProperty("rel").GetDouble())
                : [];
            return new(
                given.TryGetProperty("rel", out var rel) ? rel.GetDouble() : 0,
                given.TryGetProperty("abs", out var abs) ? abs.GetDouble() : 0, fields);
        }

        public bool Accepts(string path, double found, double wanted)
        {
            var relative = Fields.GetValueOrDefault(path[(path.LastIndexOf('/') + 1)..], Relative);
            if (Math.Abs(wanted) < 1e-30) relative = Fields.GetValueOrDefault("below_1e-30", relative);
            return Math.Abs(found - wanted) <= Math.Max(relative * Math.Abs(wanted), Absolute);
        }
    }
}
