using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Conformance.Kitchen;

/// <summary>Arguments as JSON with sorted keys; what was left out stays out.</summary>
internal static class CanonicalJson
{
    public static string Write(params (string Name, object? Value)[] arguments)
    {
        var text = new StringBuilder();
        WriteMap(text, arguments);
        return text.ToString();
    }

    private static void WriteMap(StringBuilder text, IEnumerable<(string Name, object? Value)> entries)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var (name, value) in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var (isGiven, inner) = Open(value);
            if (!isGiven)
            {
                continue;
            }

            text.Append(isFirst ? "" : ",");
            isFirst = false;
            WriteString(text, name);
            text.Append(':');
            WriteValue(text, inner);
        }

        text.Append('}');
    }

    private static (bool IsGiven, object? Value) Open(object? value)
    {
        var type = value?.GetType();
        if (type is not { IsGenericType: true } || type.GetGenericTypeDefinition() != typeof(Optional<>))
        {
            return (true, value);
        }

        return ((bool)type.GetProperty("HasValue")!.GetValue(value)!, type.GetProperty("Value")!.GetValue(value));
    }

    private static void WriteValue(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case string words:
                WriteString(text, words);
                break;
            case Enum name:
                WriteString(text, name.ToString().ToUpperInvariant());
                break;
            case double number:
                WriteNumber(text, number);
                break;
            case int number:
                text.Append(number);
                break;
            case IEnumerable list:
                text.Append('[');
                var isFirst = true;
                foreach (var item in list)
                {
                    text.Append(isFirst ? "" : ",");
                    isFirst = false;
                    WriteValue(text, item);
                }

                text.Append(']');
                break;
            default:
                WriteMap(text, value.GetType()
                    .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Select(property => (char.ToLowerInvariant(property.Name[0]) + property.Name[1..],
                        property.GetValue(value))));
                break;
        }
    }

    // As JavaScript prints numbers.
    private static void WriteNumber(StringBuilder text, double number)
    {
        if (number == 0)
        {
            text.Append('0');
            return;
        }

        var magnitude = Math.Abs(number);
        if (magnitude is >= 1e-6 and < 1e21)
        {
            text.Append(Plain(number));
            return;
        }

        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var at = shortest.IndexOf('E', StringComparison.Ordinal);
        if (at < 0)
        {
            text.Append(shortest);
            return;
        }

        var exponent = int.Parse(shortest.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        text.Append(shortest, 0, at).Append('e').Append(exponent < 0 ? '-' : '+').Append(Math.Abs(exponent));
    }

    private static string Plain(double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var at = shortest.IndexOf('E', StringComparison.Ordinal);
        if (at < 0)
        {
            return shortest;
        }

        var sign = shortest[0] == '-' ? "-" : "";
        var digits = shortest[sign.Length..at].Replace(".", "", StringComparison.Ordinal);
        var exponent = int.Parse(shortest.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent < 0
            ? $"{sign}0.{new string('0', -exponent - 1)}{digits}"
            : $"{sign}{digits.PadRight(exponent + 1, '0')}";
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        text.Append('"');
    }
}
