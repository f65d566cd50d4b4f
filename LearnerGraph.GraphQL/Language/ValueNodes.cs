namespace LearnerGraph.GraphQL.Language;

/// <summary>A literal or a variable.</summary>
public abstract class ValueNode(int start, int end) : SyntaxNode(start, end)
{
    /// <summary>A literal from text, such as <c>{ min: 1 }</c>.</summary>
    public static ValueNode Parse(string text) => Parser.ParseConstValue(text);
}

public sealed class VariableNode(string name, int start = -1, int end = -1) : ValueNode(start, end)
{
    public override NodeKind Kind => NodeKind.Variable;

    /// <summary>Without the dollar sign.</summary>
    public string Name { get; } = name;
}

public sealed class IntValueNode(string text, int start = -1, int end = -1) : ValueNode(start, end)
{
    public override NodeKind Kind => NodeKind.IntValue;

    public string Text { get; } = text;
}

public sealed class FloatValueNode(string text, int start = -1, int end = -1) : ValueNode(start, end)
{
    public override NodeKind Kind => NodeKind.FloatValue;

    public string Text { get; } = text;
}

public sealed class StringValueNode(string value, bool isBlock = false, int start = -1, int end = -1)
    : ValueNode(start, end)
{
    public override NodeKind Kind => NodeKind.StringValue;

    public string Value { get; } = value;

    public bool IsBlock { get; } = isBlock;
}

public sealed class BooleanValueNode(bool value, int start = -1, int end = -1) : ValueNode(start, end)
{
    public override NodeKind Kind => NodeKind.BooleanValue;

    public bool Value { get; } = value;
}

public sealed class NullValueNode(int start = -1, int end = -1) : ValueNode(start, end)
{
    public override NodeKind Kind => NodeKind.NullValue;
}

public sealed class EnumValueNode(string name, int start = -1, int end = -1) : ValueNode(start, end)
{
    public override NodeKind Kind => NodeKind.EnumValue;

    public string Name { get; } = name;
}

public sealed class ListValueNode(IReadOnlyList<ValueNode> items, int start = -1, int end = -1)
    : ValueNode(start, end)
{
    public override NodeKind Kind => NodeKind.ListValue;

    public IReadOnlyList<ValueNode> Items { get; } = items;
}

public sealed class ObjectValueNode(IReadOnlyList<ObjectFieldNode> fields, int start = -1, int end = -1)
    : ValueNode(start, end)
{
    public override NodeKind Kind => NodeKind.ObjectValue;

    public IReadOnlyList<ObjectFieldNode> Fields { get; } = fields;

    public ObjectFieldNode? Find(string name)
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            if (Fields[i].Name.Value == name)
            {
                return Fields[i];
            }
        }

        return null;
    }
}

public sealed class ObjectFieldNode(NameNode name, ValueNode value, int start = -1, int end = -1)
    : SyntaxNode(start, end)
{
    public override NodeKind Kind => NodeKind.ObjectField;

    public NameNode Name { get; } = name;

    public ValueNode Value { get; } = value;
}
