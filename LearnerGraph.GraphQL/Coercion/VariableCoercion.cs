using System.Text.Json;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Coercion;

/// <summary>A variable of an operation as the schema sees it.</summary>
internal sealed class VariablePlan
{
    public VariablePlan(VariableDefinitionNode node, SchemaType type)
    {
        Node = node;
        Type = type;
        Default = InputObjectValue.Absent;
        if (node.DefaultValue is { } literal && LiteralCoercion.Read(type, literal, null, out var value) is null)
        {
            Default = value;
        }
    }

    public string Name => Node.Variable.Name;

    public VariableDefinitionNode Node { get; }

    public SchemaType Type { get; }

    public object? Default { get; }
}

/// <summary>Reads the variables of a request.</summary>
internal static class VariableCoercion
{
    /// <summary>Values in the order of the definitions, or the errors that make the request fail.</summary>
    public static object?[]? Read(
        IReadOnlyList<VariablePlan> variables, JsonElement? given, SourceText source, out List<GraphQLError>? errors)
    {
        errors = null;
        if (variables.Count == 0)
        {
            return [];
        }

        var values = new object?[variables.Count];
        var problems = new List<string>();
        for (var i = 0; i < values.Length; i++)
        {
            var variable = variables[i];
            if (!TryFind(given, variable.Name, out var json, out var isText))
            {
                if (!isText)
                {
                    errors = [new GraphQLError("A variable's name is not valid Unicode.", ErrorCodes.BadUserInput)];
                    return null;
                }

                values[i] = variable.Default;
                if (variable.Type.IsNonNull && ReferenceEquals(variable.Default, InputObjectValue.Absent))
                {
                    Add(ref errors, variable, source,
                        $"Variable \"${variable.Name}\" of required type \"{variable.Type}\" was not provided.");
                }

                continue;
            }

            problems.Clear();
            values[i] = Read(variable, json, problems);
            foreach (var problem in problems)
            {
                Add(ref errors, variable, source, $"Variable \"${variable.Name}\" got an invalid value: {problem}");
            }
        }

        return errors is null ? values : null;
    }

    private static bool TryFind(JsonElement? given, string name, out JsonElement json, out bool isText)
    {
        isText = true;
        try
        {
            json = default;
            return given is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(name, out json);
        }
        catch (InvalidOperationException)
        {
            // As below, in a name.
            json = default;
            return isText = false;
        }
    }

    private static object? Read(VariablePlan variable, JsonElement json, List<string> problems)
    {
        try
        {
            return JsonCoercion.Read(variable.Type, json, "", problems);
        }
        catch (InvalidOperationException)
        {
            // Escapes may spell half of a surrogate pair, which the JSON reader finds out only here.
            problems.Add("Text is not valid Unicode.");
            return null;
        }
    }

    private static void Add(ref List<GraphQLError>? errors, VariablePlan variable, SourceText source, string message)
    {
        errors ??= [];
        if (errors.Count < 5)
        {
            errors.Add(new GraphQLError(message, ErrorCodes.BadUserInput)
            {
                Locations = [source.Locate(variable.Node.Start)],
            });
        }
    }
}
