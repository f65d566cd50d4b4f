using System.Globalization;
using System.Text.Json;

namespace LearnerGraph.Api.Experiments;

/// <summary>How a run over reference cases came out.</summary>
/// <param name="UnknownKinds">Kinds that the engine has no answer for.</param>
/// <param name="Misses">One line for each case that leaves its tolerance.</param>
internal sealed record StatsSummary(
    int Cases, int OutOfTolerance, IReadOnlyList<string> UnknownKinds, IReadOnlyList<string> Misses);

/// <summary>
/// Reference cases for the statistics: reads inputs by kind, asks the engine, writes what it says and where it leaves
/// the tolerance of what was expected. The core of the `stats` verb.
/// </summary>
internal static partial class StatsCases
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Writes one JSON array of {id, actual}; null for the actual of an unknown kind.</summary>
    public static StatsSummary Run(Stream input, Stream output)
    {
        using var document = JsonDocument.Parse(input);
        using var writer = new Utf8JsonWriter(output, Indented);
        int cases = 0;
        var misses = new List<string>();
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        writer.WriteStartArray();
        foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            var (id, kind) = (item.GetProperty("id").GetString()!, item.GetProperty("kind").GetString()!);
            var actual = Answer(kind, item);
            cases++;
            if (actual is null) unknown.Add(kind);
            if (item.TryGetProperty("expected", out _) && Compare(item, actual) is { Count: > 0 } outside)
                misses.Add($"{id}: {string.Join("; ", outside)}");
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WritePropertyName("actual");
            Write(writer, actual);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        return new(cases, misses.Count, [.. unknown], misses);
    }

    // A case whose inputs do not fit its kind is one refusal, and costs the others nothing.
    private static Dictionary<string, object?>? Answer(string kind, JsonElement item)
    {
        try
        {
            var actual = Compute(kind, item.GetProperty("inputs"));
            actual?.TryAdd("status", "OK");
            return actual;
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException or IndexOutOfRangeException)
        {
            return new() { ["status"] = "INVALID_ARGUMENT" };
        }
    }

    /// <summary>What the engine says about one case; null for a kind it does not know.</summary>
    internal static Dictionary<string, object?>? Compute(string kind, JsonElement inputs) =>
        Kinds.TryGetValue(kind, out var compute) ? compute(new(inputs)) : null;

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case double number: writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture)); break;
            case int number: writer.WriteNumberValue(number); break;
            case IReadOnlyDictionary<string, object?> map:
                writer.WriteStartObject();
                foreach (var (name, entry) in map)
                {
                    writer.WritePropertyName(name);
                    Write(writer, entry);
                }

                writer.WriteEndObject();
                break;
            case System.Collections.IEnumerable items:
                writer.WriteStartArray();
                foreach (var entry in items) Write(writer, entry);
                writer.WriteEndArray();
                break;
            default: throw new NotSupportedException($"No JSON for {value.GetType()}.");
        }
    }
}
