using System.Globalization;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.Coercion;

/// <summary>A literal as plain values, for scalars that take anything.</summary>
internal static class PlainLiteral
{
    public static object? Read(ValueNode literal) => literal switch
    {
        NullValueNode => null,
        BooleanValueNode boolean => boolean.Value,
        StringValueNode text => text.Value,
        EnumValueNode name => name.Name,
        IntValueNode number => long.TryParse(number.Text, out var whole)
            ? whole
            : double.Parse(number.Text, CultureInfo.InvariantCulture),
        FloatValueNode number => double.Parse(number.Text, CultureInfo.InvariantCulture),
        ListValueNode list => list.Items.Select(Read).ToArray(),
        ObjectValueNode map => map.Fields.ToDictionary(field => field.Name.Value, field => Read(field.Value)),
        _ => throw new GraphQLException("A variable cannot stand inside this scalar.", ErrorCodes.BadUserInput),
    };
}
