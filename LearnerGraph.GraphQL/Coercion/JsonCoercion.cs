using System.Text.Json;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Coercion;

/// <summary>Reads a JSON value as a value of an input type; forms as in <see cref="LiteralCoercion"/>.</summary>
internal static class JsonCoercion
{
    private const int MaxProblems = 5;

    /// <summary>Adds what is wrong to <paramref name="problems"/>, each with the place inside the value.</summary>
    public static object? Read(SchemaType type, JsonElement json, string place, List<string> problems)
    {
        if (problems.Count >= MaxProblems)
        {
            return null;
        }

        if (json.ValueKind is JsonValueKind.Null)
        {
            if (type.IsNonNull)
            {
                problems.Add(At(place, $"Expected non-nullable type \"{type}\" not to be null."));
            }

            return null;
        }

        switch (type.Nullable)
        {
            case ListType list:
                return ReadList(list.Item, json, place, problems);
            case InputObjectType input:
                return ReadObject(input, json, place, problems);
            case EnumType definition:
                var found = json.ValueKind is JsonValueKind.String ? definition.Values.Find(json.GetString()!) : null;
                if (found is null)
                {
                    problems.Add(At(place, $"Value {Shown(json)} does not exist in \"{definition.Name}\" enum."));
                }

                return found?.Value;
            case ScalarType { ParseValue: { } parse }:
                if (parse(json, out var value) is { } problem)
                {
                    problems.Add(At(place, problem));
                }

                return value;
            default:
                return json.Clone();
        }
    }

    private static object?[] ReadList(SchemaType item, JsonElement json, string place, List<string> problems)
    {
        if (json.ValueKind is not JsonValueKind.Array)
        {
            return [Read(item, json, place, problems)];
        }

        var values = new object?[json.GetArrayLength()];
        var i = 0;
        foreach (var element in json.EnumerateArray())
        {
            values[i] = Read(item, element, $"{place}[{i}]", problems);
            i++;
            if (problems.Count >= MaxProblems)
            {
                break;
            }
        }

        return values;
    }

    private static InputObjectValue? ReadObject(
        InputObjectType type, JsonElement json, string place, List<string> problems)
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            problems.Add(At(place, $"Expected type \"{type.Name}\" to be an object."));
            return null;
        }

        var result = new InputObjectValue(type);
        foreach (var property in json.EnumerateObject())
        {
            if (!type.Fields.TryFind(property.Name, out var field))
            {
                problems.Add(At(place, $"Field \"{property.Name}\" is not defined by type \"{type.Name}\"."));
                continue;
            }

            result.Values[field.Ordinal] = Read(field.Type, property.Value, $"{place}.{field.Name}", problems);
        }

        for (var i = 0; i < type.Fields.Count; i++)
        {
            if (!ReferenceEquals(result.Values[i], InputObjectValue.Absent))
            {
                continue;
            }

            var definition = type.Fields[i];
            result.Values[i] = InputDefaults.Of(definition);
            if (definition.IsRequired)
            {
                problems.Add(At(place,
                    $"Field \"{definition.Name}\" of required type \"{definition.Type}\" was not provided."));
            }
        }

        if (type.IsOneOf && problems.Count == 0 && OneOfRule.Check(result) is { } broken)
        {
            problems.Add(At(place, broken));
        }

        return result;
    }

    private static string At(string place, string problem) =>
        place.Length == 0 ? problem : $"at \"{place}\": {problem}";

    private static string Shown(JsonElement json)
    {
        var text = json.GetRawText();
        return text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "...");
    }
}
