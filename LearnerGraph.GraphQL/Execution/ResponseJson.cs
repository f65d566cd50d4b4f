using System.Buffers.Text;
using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>Writes results as JSON, without reflection.</summary>
internal static class ResponseJson
{
    /// <summary>Escapes what JSON demands and no more; responses are never put into HTML.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static readonly JsonWriterOptions Options = new() { Encoder = Encoder, SkipValidation = true };

    private const int MaxMessage = 500;

    private static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    private static readonly JsonEncodedText Locations = JsonEncodedText.Encode("locations");
    private static readonly JsonEncodedText Line = JsonEncodedText.Encode("line");
    private static readonly JsonEncodedText Column = JsonEncodedText.Encode("column");
    private static readonly JsonEncodedText Path = JsonEncodedText.Encode("path");
    private static readonly JsonEncodedText Extensions = JsonEncodedText.Encode("extensions");
    private static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");

    public static void WriteObject(Utf8JsonWriter writer, ResultObject node)
    {
        writer.WriteStartObject();
        var fields = node.Plan.Fields;
        var slots = node.Slots;
        for (var i = 0; i < slots.Length; i++)
        {
            writer.WritePropertyName(fields[i].EncodedName);
            WriteValue(writer, ref slots[i]);
        }

        writer.WriteEndObject();
    }

    public static void WriteErrors(Utf8JsonWriter writer, IReadOnlyList<GraphQLError> errors)
    {
        writer.WriteStartArray();
        foreach (var error in errors)
        {
            WriteError(writer, error);
        }

        writer.WriteEndArray();
    }

    /// <summary>Plain values: what JSON has, dictionaries and lists of these.</summary>
    public static void WritePlain(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case int or long or short or byte or uint or sbyte or ushort:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double or float:
                var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                if (double.IsFinite(number))
                {
                    writer.WriteNumberValue(number);
                }
                else
                {
                    writer.WriteNullValue();
                }

                break;
            case decimal money:
                writer.WriteNumberValue(money);
                break;
            case JsonElement json:
                json.WriteTo(writer);
                break;
            case IReadOnlyDictionary<string, object?> map:
                writer.WriteStartObject();
                foreach (var (key, item) in map)
                {
                    writer.WritePropertyName(key);
                    WritePlain(writer, item);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    WritePlain(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, ref ResultValue value)
    {
        switch (value.Kind)
        {
            case ResultKind.Null:
                writer.WriteNullValue();
                break;
            case ResultKind.Object:
                WriteObject(writer, (ResultObject)value.Node);
                break;
            case ResultKind.List:
                writer.WriteStartArray();
                var items = value.Node.Slots;
                for (var i = 0; i < items.Length; i++)
                {
                    WriteValue(writer, ref items[i]);
                }

                writer.WriteEndArray();
                break;
            case ResultKind.String:
                writer.WriteStringValue(value.Text);
                break;
            case ResultKind.Int:
                writer.WriteNumberValue(value.Integer);
                break;
            case ResultKind.Float:
                writer.WriteNumberValue(value.Number);
                break;
            case ResultKind.Boolean:
                writer.WriteBooleanValue(value.Integer != 0);
                break;
            case ResultKind.Instant:
                WriteInstant(writer, value.Integer);
                break;
            case ResultKind.Date:
                Span<byte> day = stackalloc byte[10];
                DateOnly.FromDayNumber((int)value.Integer).TryFormat(day, out _, "yyyy-MM-dd");
                writer.WriteStringValue(day);
                break;
            case ResultKind.Encoded:
                writer.WriteRawValue(value.Utf8, skipInputValidation: true);
                break;
            case ResultKind.Json:
                value.Json.WriteTo(writer);
                break;
            default:
                WritePlain(writer, value.Plain);
                break;
        }
    }

    // RFC 3339 in UTC, with as many digits of the second as there are.
    private static void WriteInstant(Utf8JsonWriter writer, long utcTicks)
    {
        Span<byte> text = stackalloc byte[33];
        Utf8Formatter.TryFormat(new DateTime(utcTicks, DateTimeKind.Utc), text, out var length, 'O');
        length--;
        while (text[length - 1] == (byte)'0')
        {
            length--;
        }

        if (text[length - 1] == (byte)'.')
        {
            length--;
        }

        text[length++] = (byte)'Z';
        writer.WriteStringValue(text[..length]);
    }

    private static void WriteError(Utf8JsonWriter writer, GraphQLError error)
    {
        writer.WriteStartObject();
        var text = error.Message;
        writer.WriteString(
            Message, text.Length <= MaxMessage ? text : string.Concat(text.AsSpan(0, MaxMessage), "..."));
        if (error.Locations.Count > 0)
        {
            writer.WriteStartArray(Locations);
            foreach (var location in error.Locations)
            {
                writer.WriteStartObject();
                writer.WriteNumber(Line, location.Line);
                writer.WriteNumber(Column, location.Column);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (error.Path is { } path)
        {
            writer.WritePropertyName(Path);
            WritePlain(writer, path);
        }

        if (error.Code is not null || error.Extensions is { Count: > 0 })
        {
            writer.WriteStartObject(Extensions);
            if (error.Code is { } code)
            {
                writer.WriteString(Code, code);
            }

            foreach (var (key, value) in error.Extensions ?? new Dictionary<string, object?>())
            {
                if (key != "code")
                {
                    writer.WritePropertyName(key);
                    WritePlain(writer, value);
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
