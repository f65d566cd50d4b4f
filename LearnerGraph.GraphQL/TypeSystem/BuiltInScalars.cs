using System.Globalization;
using System.Text.Json;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>How the specification's five scalars read and write values (section 3.5).</summary>
internal static class BuiltInScalars
{
    public static ScalarType Create(string name, string description) => name switch
    {
        "Int" => new ScalarType(name)
        {
            IsBuiltIn = true, Description = description,
            ParseLiteral = ReadInt, ParseValue = ReadInt, Serialize = WriteInt,
        },
        "Float" => new ScalarType(name)
        {
            IsBuiltIn = true, Description = description,
            ParseLiteral = ReadFloat, ParseValue = ReadFloat, Serialize = WriteFloat,
        },
        "String" => new ScalarType(name)
        {
            IsBuiltIn = true, Description = description,
            ParseLiteral = ReadString, ParseValue = ReadString, Serialize = WriteString,
        },
        "Boolean" => new ScalarType(name)
        {
            IsBuiltIn = true, Description = description,
            ParseLiteral = ReadBoolean, ParseValue = ReadBoolean, Serialize = WriteBoolean,
        },
        _ => new ScalarType(name)
        {
            IsBuiltIn = true, Description = description,
            ParseLiteral = ReadId, ParseValue = ReadId, Serialize = WriteId,
        },
    };

    private static string? ReadInt(ValueNode literal, out object? value)
    {
        value = null;
        if (literal is not IntValueNode number)
        {
            return $"Int cannot represent non-integer value: {literal}";
        }

        if (!int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed))
        {
            return $"Int cannot represent non 32-bit signed integer value: {number.Text}";
        }

        value = parsed;
        return null;
    }

    private static string? ReadInt(JsonElement json, out object? value)
    {
        value = null;
        if (json.ValueKind != JsonValueKind.Number)
        {
            return $"Int cannot represent non-integer value: {Show(json)}";
        }

        if (json.TryGetInt32(out var small))
        {
            value = small;
            return null;
        }

        var number = json.GetDouble();
        if (number != Math.Floor(number) || double.IsInfinity(number))
        {
            return $"Int cannot represent non-integer value: {Show(json)}";
        }

        if (number is > int.MaxValue or < int.MinValue)
        {
            return $"Int cannot represent non 32-bit signed integer value: {Show(json)}";
        }

        value = (int)number;
        return null;
    }

    private static string? WriteInt(object value, out object? result)
    {
        result = null;
        switch (value)
        {
            case int:
                result = value;
                return null;
            case bool truth:
                result = truth ? 1 : 0;
                return null;
            case byte or sbyte or short or ushort or uint or long or ulong or decimal or float or double:
                var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                if (number != Math.Floor(number) || double.IsInfinity(number))
                {
                    return $"Int cannot represent non-integer value: {Show(value)}";
                }

                if (number is > int.MaxValue or < int.MinValue)
                {
                    return $"Int cannot represent non 32-bit signed integer value: {Show(value)}";
                }

                result = (int)number;
                return null;
            default:
                return $"Int cannot represent non-integer value: {Show(value)}";
        }
    }

    private static string? ReadFloat(ValueNode literal, out object? value)
    {
        value = null;
        var text = literal switch
        {
            IntValueNode number => number.Text,
            FloatValueNode number => number.Text,
            _ => null,
        };
        if (text is null || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed)
            || !double.IsFinite(parsed))
        {
            return $"Float cannot represent non numeric value: {literal}";
        }

        value = parsed;
        return null;
    }

    private static string? ReadFloat(JsonElement json, out object? value)
    {
        value = null;
        if (json.ValueKind != JsonValueKind.Number || !json.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            return $"Float cannot represent non numeric value: {Show(json)}";
        }

        value = number;
        return null;
    }

    private static string? WriteFloat(object value, out object? result)
    {
        result = null;
        switch (value)
        {
            case double or float or int or long or decimal or byte or sbyte or short or ushort or uint or ulong:
                var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                if (!double.IsFinite(number))
                {
                    return $"Float cannot represent non numeric value: {Show(value)}";
                }

                result = number;
                return null;
            case bool truth:
                result = truth ? 1.0 : 0.0;
                return null;
            default:
                return $"Float cannot represent non numeric value: {Show(value)}";
        }
    }

    private static string? ReadString(ValueNode literal, out object? value)
    {
        value = (literal as StringValueNode)?.Value;
        return value is null ? $"String cannot represent a non string value: {literal}" : null;
    }

    private static string? ReadString(JsonElement json, out object? value)
    {
        value = json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        return value is null ? $"String cannot represent a non string value: {Show(json)}" : null;
    }

    private static string? WriteString(object value, out object? result)
    {
        result = value switch
        {
            string text => text,
            bool truth => truth ? "true" : "false",
            Enum or Uri or char => value.ToString(),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
        return result is null ? $"String cannot represent value: {Show(value)}" : null;
    }

    private static string? ReadBoolean(ValueNode literal, out object? value)
    {
        value = literal is BooleanValueNode truth ? truth.Value : null;
        return value is null ? $"Boolean cannot represent a non boolean value: {literal}" : null;
    }

    private static string? ReadBoolean(JsonElement json, out object? value)
    {
        value = json.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
        return value is null ? $"Boolean cannot represent a non boolean value: {Show(json)}" : null;
    }

    private static string? WriteBoolean(object value, out object? result)
    {
        result = value is bool ? value : null;
        return result is null ? $"Boolean cannot represent a non boolean value: {Show(value)}" : null;
    }

    private static string? ReadId(ValueNode literal, out object? value)
    {
        value = literal switch
        {
            StringValueNode text => text.Value,
            IntValueNode number => number.Text,
            _ => null,
        };
        return value is null ? $"ID cannot represent a non-string and non-integer value: {literal}" : null;
    }

    private static string? ReadId(JsonElement json, out object? value)
    {
        value = null;
        if (json.ValueKind == JsonValueKind.String)
        {
            value = json.GetString();
        }
        else if (json.ValueKind == JsonValueKind.Number)
        {
            value = json.TryGetInt64(out var whole)
                ? whole.ToString(CultureInfo.InvariantCulture)
                : WholeNumber(json.GetDouble());
        }

        return value is null ? $"ID cannot represent value: {Show(json)}" : null;
    }

    // As the web writes numbers: digits below 1e21, an exponent from there on.
    private static string? WholeNumber(double number) =>
        number != Math.Floor(number) || double.IsInfinity(number) ? null
        : Math.Abs(number) < 1e21 ? (number == 0 ? 0 : number).ToString("F0", CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();

    private static string? WriteId(object value, out object? result)
    {
        result = value switch
        {
            string text => text,
            int or long or uint or ulong or short or ushort or byte or sbyte or Guid
                => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            double number => WholeNumber(number),
            _ => null,
        };
        return result is null ? $"ID cannot represent value: {Show(value)}" : null;
    }

    private static string Show(JsonElement json)
    {
        var text = json.GetRawText();
        return text.Length <= 100 ? text : text[..100] + "…";
    }

    private static string Show(object value) => value is string text ? $"\"{text}\"" : $"{value}";
}
