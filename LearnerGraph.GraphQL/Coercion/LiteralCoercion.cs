using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Coercion;

/// <summary>
/// Reads a literal of a document as a value of an input type: lists become arrays, input objects
/// <see cref="InputObjectValue"/>, enum values what their definition says, scalars what their type reads.
/// </summary>
internal static class LiteralCoercion
{
    /// <summary>Returns what is wrong, or null. At the top a variable that was left out gives <c>Absent</c>.</summary>
    public static string? Read(SchemaType type, ValueNode literal, VariableValues? variables, out object? value)
    {
        if (literal is VariableNode variable)
        {
            value = variables?[variable.Name] ?? null;
            return value is null && type.IsNonNull ? $"Variable \"${variable.Name}\" must not be null here." : null;
        }

        if (literal is NullValueNode)
        {
            value = null;
            return type.IsNonNull ? $"Expected a value of type \"{type}\", found null." : null;
        }

        type = type.Nullable;
        if (type is ListType list)
        {
            return ReadList(list.Item, literal, variables, out value);
        }

        switch (type)
        {
            case InputObjectType input:
                return ReadObject(input, literal, variables, out value);
            case EnumType definition:
                var found = literal is EnumValueNode name ? definition.Values.Find(name.Name) : null;
                value = found?.Value;
                return found is null ? $"Value {literal} does not exist in \"{definition.Name}\" enum." : null;
            default:
                return ReadScalar((ScalarType)type, literal, out value);
        }
    }

    private static string? ReadScalar(ScalarType scalar, ValueNode literal, out object? value)
    {
        if (scalar.ParseLiteral is { } parse)
        {
            return parse(literal, out value);
        }

        value = PlainLiteral.Read(literal);
        return null;
    }

    private static string? ReadList(SchemaType item, ValueNode literal, VariableValues? variables, out object? value)
    {
        if (literal is not ListValueNode list)
        {
            var problem = Read(item, literal, variables, out var only);
            value = new[] { only };
            return problem;
        }

        var values = new object?[list.Items.Count];
        value = values;
        for (var i = 0; i < values.Length; i++)
        {
            if (Read(item, list.Items[i], variables, out values[i]) is { } problem)
            {
                return problem;
            }

            if (ReferenceEquals(values[i], InputObjectValue.Absent))
            {
                values[i] = null;
                if (item.IsNonNull)
                {
                    return $"Variable \"{list.Items[i]}\" must be given here.";
                }
            }
        }

        return null;
    }

    private static string? ReadObject(
        InputObjectType type, ValueNode literal, VariableValues? variables, out object? value)
    {
        value = null;
        if (literal is not ObjectValueNode node)
        {
            return $"Expected type \"{type.Name}\" to be an object.";
        }

        foreach (var field in node.Fields)
        {
            if (!type.Fields.Contains(field.Name.Value))
            {
                return $"Field \"{field.Name}\" is not defined by type \"{type.Name}\".";
            }
        }

        var result = new InputObjectValue(type);
        value = result;
        for (var i = 0; i < type.Fields.Count; i++)
        {
            var definition = type.Fields[i];
            object? given = InputObjectValue.Absent;
            if (node.Find(definition.Name)?.Value is { } fieldLiteral
                && Read(definition.Type, fieldLiteral, variables, out given) is { } problem)
            {
                return problem;
            }

            if (ReferenceEquals(given, InputObjectValue.Absent))
            {
                given = InputDefaults.Of(definition);
                if (ReferenceEquals(given, InputObjectValue.Absent) && definition.Type.IsNonNull)
                {
                    return $"Field \"{type.Name}.{definition.Name}\" of required type \"{definition.Type}\" "
                        + "was not provided.";
                }
            }

            result.Values[i] = given;
        }

        return type.IsOneOf ? OneOfRule.Check(result) : null;
    }
}

/// <summary>Exactly one field of a oneOf input object is given, and it is not null.</summary>
internal static class OneOfRule
{
    public static string? Check(InputObjectValue value)
    {
        var given = 0;
        var nulls = 0;
        foreach (var field in value.Values)
        {
            if (!ReferenceEquals(field, InputObjectValue.Absent))
            {
                given++;
                nulls += field is null ? 1 : 0;
            }
        }

        return given == 1 && nulls == 0
            ? null
            : $"Exactly one field of OneOf type \"{value.Type.Name}\" must be given, and it must not be null.";
    }
}
