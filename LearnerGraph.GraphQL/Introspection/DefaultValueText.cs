using System.Globalization;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Introspection;

/// <summary>
/// Default values as introspection shows them: what the literal means for its type, so with the defaults of input
/// objects filled in and lists made of single values.
/// </summary>
internal static class DefaultValueText
{
    private const int MaxDepth = 64;

    public static string? Print(InputValueDefinition input) =>
        input.DefaultValue is { } value ? Canonical(value, input.Type, 0).ToString() : null;

    private static ValueNode Canonical(ValueNode value, SchemaType type, int depth)
    {
        // Validated schemas have no defaults that contain themselves; others must not end the process.
        if (value is NullValueNode || depth > MaxDepth)
        {
            return value;
        }

        switch (type.Nullable)
        {
            case ListType list when value is ListValueNode items:
                return new ListValueNode([.. items.Items.Select(item => Canonical(item, list.Item, depth + 1))]);
            case ListType list:
                return new ListValueNode([Canonical(value, list.Item, depth + 1)]);
            case InputObjectType input when value is ObjectValueNode members:
                return Canonical(members, input, depth);
            case ScalarType scalar:
                return Canonical(value, scalar);
            default:
                return value;
        }
    }

    private static ObjectValueNode Canonical(ObjectValueNode members, InputObjectType input, int depth)
    {
        var fields = new List<ObjectFieldNode>();
        foreach (var field in input.Fields)
        {
            if ((members.Find(field.Name)?.Value ?? field.DefaultValue) is { } value)
            {
                fields.Add(new ObjectFieldNode(new NameNode(field.Name), Canonical(value, field.Type, depth + 1)));
            }
        }

        return new ObjectValueNode(fields);
    }

    private static ValueNode Canonical(ValueNode value, ScalarType scalar)
    {
        switch (value)
        {
            case StringValueNode text when scalar is { IsBuiltIn: true, Name: "ID" } && IsInteger(text.Value):
                return new IntValueNode(text.Value);
            case StringValueNode { IsBlock: true } block:
                return new StringValueNode(block.Value);
            case FloatValueNode number:
                return Number(number.Text);
            case IntValueNode number when scalar is { IsBuiltIn: true, Name: "Float" }:
                return Number(number.Text);
            default:
                return value;
        }
    }

    private static ValueNode Number(string literal)
    {
        var text = NumberText.Shortest(double.Parse(literal, NumberStyles.Float, CultureInfo.InvariantCulture));
        return IsInteger(text) ? new IntValueNode(text) : new FloatValueNode(text);
    }

    private static bool IsInteger(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9')
            && (digits.Length == 1 || digits[0] != '0');
    }
}
