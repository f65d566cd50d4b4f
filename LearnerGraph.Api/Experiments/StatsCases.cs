using System.Globalization;
using System.Text.Json;

namespace LearnerGraph.Api.Experiments;

/// <summary>How a run over reference cases came out.</summary>
internal sealed record StatsSummary(int Cases, int OutOfTolerance, int Unsupported);

/// <summary>
/// Reference cases for the statistics: reads inputs by kind, asks the engine, writes what it says and where it leaves
/// the tolerance of what was expected. The core of the `stats` verb.
/// </summary>
internal static partial class StatsCases
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public static StatsSummary Run(Stream input, Stream output)
    {
        using var document = JsonDocument.Parse(input);
        using var writer = new Utf8JsonWriter(output, Indented);
        int cases = 0, outside = 0, unsupported = 0;
        writer.WriteStartObject();
        writer.WriteStartArray("cases");
        foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            var kind = item.GetProperty("kind").GetString()!;
            var actual = Compute(kind, item.GetProperty("inputs"));
            var misses = item.TryGetProperty("expected", out _) ? Compare(item, actual) : [];
            cases++;
            if (actual is null) unsupported++;
            if (misses.Count > 0) outside++;
            writer.WriteStartObject();
            writer.WriteString("id", item.GetProperty("id").GetString());
            writer.WriteString("kind", kind);
            writer.WritePropertyName("actual");
            Write(writer, actual);
            writer.WritePropertyName("outOfTolerance");
            Write(writer, misses);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("summary");
        writer.WriteNumber("cases", cases);
        writer.WriteNumber("outOfTolerance", outside);
        writer.WriteNumber("unsupported", unsupported);
        writer.WriteEndObject();
        writer.WriteEndObject();
        return new(cases, outside, unsupported);
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
