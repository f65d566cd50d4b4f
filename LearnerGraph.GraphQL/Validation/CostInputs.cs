using System.Collections;
using System.Globalization;
using LearnerGraph.GraphQL.Coercion;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>
/// What the inputs of a field cost and say about the size of its list, whether they are written in the document or come
/// from variables. A value is a node of the document, or a coerced value; null and what was left out count for nothing.
/// </summary>
internal sealed class CostInputs(CostModel model, Func<string, object?>? variable)
{
    /// <summary>The value of an argument: the one given, else the default.</summary>
    public object? Find(FieldNode field, InputValueDefinition argument) => Value(Given(field, argument), argument);

    /// <summary>The weight of an input that has this value, with everything inside of it.</summary>
    public double WeightOf(InputValueDefinition input, object? value) =>
        value is null ? 0
        : model.WeightOf(input) + (model.HoldsWeight(input.Type.Named)
            ? Inside((InputObjectType)input.Type.Named, value)
            : 0);

    /// <summary>The size told at the end of the path; negative ones count as 0.</summary>
    public double? SizeAt(FieldNode field, InputValueDefinition[] path, out bool isGiven)
    {
        var node = Given(field, path[0]);
        var value = Value(node, path[0]);
        isGiven = node is not null;
        for (var i = 1; i < path.Length && value is not null; i++)
        {
            (value, isGiven) = Step(value!, path[i]);
        }

        isGiven &= value is not null;
        return value switch
        {
            IntValueNode number => Math.Max(
                0, double.Parse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
            int number => Math.Max(0, number),
            _ => null,
        };
    }

    private double Inside(InputObjectType type, object value)
    {
        value = value is VariableNode name ? variable?.Invoke(name.Name) ?? "" : value;
        var sum = 0.0;
        switch (value)
        {
            case ObjectValueNode or InputObjectValue:
                foreach (var field in type.Fields)
                {
                    sum += WeightOf(field, Step(value, field).Value);
                }

                break;
            case ListValueNode list:
                foreach (var item in list.Items)
                {
                    sum += Inside(type, item);
                }

                break;
            case IEnumerable items and not string:
                foreach (var item in items)
                {
                    sum += item is null ? 0 : Inside(type, item);
                }

                break;
        }

        return sum;
    }

    private (object? Value, bool IsGiven) Step(object value, InputValueDefinition field)
    {
        if (value is InputObjectValue coerced)
        {
            return coerced.TryGet(field.Name, out var inner) ? (inner, inner is not null) : (null, false);
        }

        var node = (value as ObjectValueNode)?.Fields.FirstOrDefault(one => one.Name.Value == field.Name)?.Value;
        return (Value(node, field), node is not null);
    }

    private object? Value(ValueNode? node, InputValueDefinition input)
    {
        var value = node is VariableNode name ? variable?.Invoke(name.Name)
            : node is null ? InputObjectValue.Absent
            : node;
        return ReferenceEquals(value, InputObjectValue.Absent) ? Value(input.DefaultValue) : Value(value);
    }

    private static object? Value(object? value) => value is NullValueNode ? null : value;

    private static ValueNode? Given(FieldNode field, InputValueDefinition argument)
    {
        for (var i = 0; i < field.Arguments.Count; i++)
        {
            if (field.Arguments[i].Name.Value == argument.Name)
            {
                return field.Arguments[i].Value;
            }
        }

        return null;
    }
}
