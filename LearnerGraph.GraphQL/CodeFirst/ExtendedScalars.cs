using System.Globalization;
using System.Text.Json;
using System.Xml;
using LearnerGraph.GraphQL.Coercion;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>Scalars beyond the specification's five, each with the text that specifies it.</summary>
internal static class ExtendedScalars
{
    private const string Specs = "https://scalars.graphql.org/andimarek/";

    public static bool IsKnown(string name) => name is "DateTime" or "Date" or "Duration" or "UUID" or "JSON" or "Long";

    public static ScalarType? Create(string name) => name switch
    {
        "DateTime" => Textual(name, Specs + "date-time.html", "An instant in RFC 3339, printed in UTC.",
            text => ReadInstant(text), new InstantCodec()),
        "Date" => Textual(name, Specs + "local-date.html", "A calendar day, YYYY-MM-DD.",
            text => ReadDate(text), new DateCodec()),
        "Duration" => Textual(name, "https://www.rfc-editor.org/rfc/rfc3339#appendix-A",
            "An ISO 8601 duration such as PT15M.", text => ReadDuration(text), new DurationCodec()),
        "UUID" => Textual(name, "https://www.rfc-editor.org/rfc/rfc9562", "A UUID in its hyphenated form.",
            text => Guid.TryParseExact(text, "D", out var id) ? id : null, new UuidCodec()),
        "JSON" => new ScalarType(name)
        {
            Description = "Any JSON value.",
            SpecifiedByUrl = "https://www.rfc-editor.org/rfc/rfc8259",
            ParseValue = (JsonElement json, out object? value) =>
            {
                CheckText(json);
                value = json.Clone();
                return null;
            },
            ParseLiteral = (ValueNode literal, out object? value) =>
            {
                value = LiteralJson.ToElement(literal);
                return null;
            },
            Binding = new JsonCodec(),
        },
        "Long" => new ScalarType(name)
        {
            Description = "A 64-bit signed integer.",
            SpecifiedByUrl = Specs + "long.html",
            ParseValue = (JsonElement json, out object? value) =>
            {
                value = json.ValueKind is JsonValueKind.Number && json.TryGetInt64(out var number) ? number : null;
                return value is null ? "Long takes a 64-bit integer." : null;
            },
            ParseLiteral = (ValueNode literal, out object? value) =>
            {
                value = literal is IntValueNode node && long.TryParse(node.Text, out var number) ? number : null;
                return value is null ? "Long takes a 64-bit integer." : null;
            },
            Binding = new LongCodec(),
        },
        _ => null,
    };

    private static ScalarType Textual(
        string name, string url, string description, Func<string, object?> read, LeafCodec codec) => new(name)
        {
            Description = description,
            SpecifiedByUrl = url,
            ParseValue = (JsonElement json, out object? value) =>
            {
                value = json.ValueKind is JsonValueKind.String ? read(json.GetString()!) : null;
                return value is null ? $"{name} cannot be read from {Cut(json.GetRawText())}." : null;
            },
            ParseLiteral = (ValueNode literal, out object? value) =>
            {
                value = literal is StringValueNode text ? read(text.Value) : null;
                return value is null ? $"{name} cannot be read from {Cut(literal.ToString())}." : null;
            },
            Serialize = (object value, out object? result) =>
            {
                result = value;
                return null;
            },
            Binding = codec,
        };

    // Reads every text once, so that one that is no Unicode is found before it is stored or written.
    private static void CheckText(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                json.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    CheckText(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    _ = member.Name;
                    CheckText(member.Value);
                }

                break;
        }
    }

    private static string Cut(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "...");

    // An instant needs its offset; DateTimeOffset.Parse would take the server's for granted.
    private static DateTimeOffset? ReadInstant(string text)
    {
        var hasOffset = text.EndsWith('Z') || text.EndsWith('z')
            || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        return text.Length >= 20 && text[10] is 'T' or 't' && hasOffset
            && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant)
            ? instant.ToUniversalTime()
            : null;
    }

    private static DateOnly? ReadDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static TimeSpan? ReadDuration(string text)
    {
        // Years and months have no fixed length.
        if (text.Length is 0 or > 40 || text.AsSpan(0, Math.Max(text.IndexOf('T'), 0)).ContainsAny('Y', 'M')
            || (!text.Contains('T') && text.AsSpan().ContainsAny('Y', 'M')))
        {
            return null;
        }

        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    private sealed class InstantCodec : LeafCodec<DateTimeOffset>
    {
        public override void Write(DateTimeOffset value, ref ResultValue slot) => slot.SetInstant(value);

        public override void Write(object value, ref ResultValue slot)
        {
            if (value is DateTime { Kind: not DateTimeKind.Unspecified } time)
            {
                slot.SetInstant(time.ToUniversalTime());
            }
            else if (value is string text)
            {
                slot.SetString(text);
            }
            else
            {
                base.Write(value, ref slot);
            }
        }
    }

    private sealed class DateCodec : LeafCodec<DateOnly>
    {
        public override void Write(DateOnly value, ref ResultValue slot) => slot.SetDate(value);
    }

    private sealed class DurationCodec : LeafCodec<TimeSpan>
    {
        public override void Write(TimeSpan value, ref ResultValue slot) => slot.SetString(XmlConvert.ToString(value));
    }

    private sealed class UuidCodec : LeafCodec<Guid>
    {
        public override void Write(Guid value, ref ResultValue slot) => slot.SetString(value.ToString("D"));
    }

    private sealed class LongCodec : LeafCodec<long>
    {
        public override void Write(long value, ref ResultValue slot) => slot.SetInt(value);
    }

    private sealed class JsonCodec : LeafCodec
    {
        public override void Write(object value, ref ResultValue slot)
        {
            switch (value)
            {
                case JsonElement { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null }:
                    slot.SetNull();
                    break;
                case JsonElement json:
                    slot.SetJson(json);
                    break;
                default:
                    slot.SetPlain(value);
                    break;
            }
        }
    }
}
