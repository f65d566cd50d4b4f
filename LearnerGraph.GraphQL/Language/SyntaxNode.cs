namespace LearnerGraph.GraphQL.Language;

/// <summary>
/// A node of a parsed document; offsets are bytes of the UTF-8 source, -1 for nodes that code has made.
/// </summary>
public abstract class SyntaxNode(int start, int end)
{
    public int Start { get; } = start;

    public int End { get; } = end;

    public abstract NodeKind Kind { get; }

    public override string ToString() => SyntaxPrinter.Print(this);
}

/// <summary>A name and where it stands.</summary>
public readonly record struct NameNode(string Value, int Start = -1)
{
    public override string ToString() => Value;
}

public enum NodeKind
{
    Document = 1,
    OperationDefinition,
    FragmentDefinition,
    VariableDefinition,
    SelectionSet,
    Field,
    FragmentSpread,
    InlineFragment,
    Argument,
    Directive,
    Variable,
    IntValue,
    FloatValue,
    StringValue,
    BooleanValue,
    NullValue,
    EnumValue,
    ListValue,
    ObjectValue,
    ObjectField,
    NamedType,
    ListType,
    NonNullType,
    SchemaDefinition,
    OperationTypeDefinition,
    ScalarTypeDefinition,
    ObjectTypeDefinition,
    InterfaceTypeDefinition,
    UnionTypeDefinition,
    EnumTypeDefinition,
    EnumValueDefinition,
    InputObjectTypeDefinition,
    FieldDefinition,
    InputValueDefinition,
    DirectiveDefinition,
}
