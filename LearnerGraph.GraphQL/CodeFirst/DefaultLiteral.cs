using System.Globalization;
using System.Reflection;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>Default values of C# parameters as literals of the schema.</summary>
internal static class DefaultLiteral
{
    /// <summary>Null where there is no default or it is null: leaving out and null are then the same to C#.</summary>
    public static ValueNode? Of(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<GraphQLDefaultAttribute>() is { } written)
        {
            return Parser.ParseConstValue(written.Literal);
        }

        if (!parameter.HasDefaultValue || parameter.DefaultValue is not { } value)
        {
            return null;
        }

        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type.IsEnum
            ? new EnumValueNode(NameOf(type, Enum.ToObject(type, value)))
            : Of(value, parameter);
    }

    private static ValueNode Of(object value, ParameterInfo parameter) => value switch
    {
        bool truth => new BooleanValueNode(truth),
        string text => new StringValueNode(text),
        int or long or short or byte =>
            new IntValueNode(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        double or float or decimal => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => throw new SchemaException($"The default of '{parameter.Name}' cannot be written in the schema."),
    };

    // Whole numbers without a point, as the reference implementation prints them.
    private static ValueNode Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return long.TryParse(text, out _) ? new IntValueNode(text) : new FloatValueNode(text.ToLowerInvariant());
    }

    private static string NameOf(Type type, object value) =>
        Naming.EnumValue(type.GetField(Enum.GetName(type, value)!)!);
}
