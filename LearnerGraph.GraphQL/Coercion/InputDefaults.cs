using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Coercion;

/// <summary>Default values of arguments and input fields, read once for each definition.</summary>
internal static class InputDefaults
{
    /// <summary>The coerced default, or <see cref="InputObjectValue.Absent"/> where there is none.</summary>
    public static object? Of(InputValueDefinition definition)
    {
        if (definition.CoercedDefault is Known known)
        {
            return known.Value;
        }

        object? value = InputObjectValue.Absent;
        if (definition.DefaultValue is { } literal
            && LiteralCoercion.Read(definition.Type, literal, null, out value) is { } problem)
        {
            throw new SchemaException($"The default of '{definition.Name}' does not fit its type: {problem}");
        }

        definition.CoercedDefault = new Known(value);
        return value;
    }

    private sealed record Known(object? Value);
}
