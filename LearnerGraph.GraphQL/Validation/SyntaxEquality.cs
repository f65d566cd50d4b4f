using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>Arguments and values that are written alike, whatever their order.</summary>
internal static class SyntaxEquality
{
    public static bool SameArguments(IReadOnlyList<ArgumentNode> a, IReadOnlyList<ArgumentNode> b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Count; i++)
        {
            // Mostly the order is the same too.
            var other = b[i].Name.Value == a[i].Name.Value ? b[i] : Find(b, a[i].Name.Value);
            if (other is null || !SameValue(a[i].Value, other.Value))
            {
                return false;
            }
        }

        return true;
    }

    public static bool SameValue(ValueNode a, ValueNode b) => (a, b) switch
    {
        (VariableNode x, VariableNode y) => x.Name == y.Name,
        (IntValueNode x, IntValueNode y) => x.Text == y.Text,
        (FloatValueNode x, FloatValueNode y) => x.Text == y.Text,
        (StringValueNode x, StringValueNode y) => x.Value == y.Value && x.IsBlock == y.IsBlock,
        (BooleanValueNode x, BooleanValueNode y) => x.Value == y.Value,
        (NullValueNode, NullValueNode) => true,
        (EnumValueNode x, EnumValueNode y) => x.Name == y.Name,
        (ListValueNode x, ListValueNode y) => SameList(x, y),
        (ObjectValueNode x, ObjectValueNode y) => SameObject(x, y),
        _ => false,
    };

    private static ArgumentNode? Find(IReadOnlyList<ArgumentNode> arguments, string name)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Name.Value == name)
            {
                return arguments[i];
            }
        }

        return null;
    }

    private static bool SameList(ListValueNode a, ListValueNode b)
    {
        if (a.Items.Count != b.Items.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Items.Count; i++)
        {
            if (!SameValue(a.Items[i], b.Items[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameObject(ObjectValueNode a, ObjectValueNode b)
    {
        if (a.Fields.Count != b.Fields.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Fields.Count; i++)
        {
            var name = a.Fields[i].Name.Value;
            var other = b.Fields[i].Name.Value == name ? b.Fields[i] : b.Find(name);
            if (other is null || !SameValue(a.Fields[i].Value, other.Value))
            {
                return false;
            }
        }

        return true;
    }
}
