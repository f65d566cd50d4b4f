namespace LearnerGraph.GraphQL.Language;

/// <summary>A reference to a type: a name, a list of one, or a non-null one.</summary>
public abstract class TypeNode(int start, int end) : SyntaxNode(start, end)
{
    public abstract NamedTypeNode Named { get; }

    /// <summary>A reference from text, such as <c>[ID!]</c>.</summary>
    public static TypeNode Parse(string text) => Parser.ParseType(text);
}

public sealed class NamedTypeNode(string name, int start = -1, int end = -1) : TypeNode(start, end)
{
    public override NodeKind Kind => NodeKind.NamedType;

    public string Name { get; } = name;

    public override NamedTypeNode Named => this;
}

public sealed class ListTypeNode(TypeNode item, int start = -1, int end = -1) : TypeNode(start, end)
{
    public override NodeKind Kind => NodeKind.ListType;

    public TypeNode Item { get; } = item;

    public override NamedTypeNode Named { get; } = item.Named;
}

public sealed class NonNullTypeNode(TypeNode nullable, int start = -1, int end = -1) : TypeNode(start, end)
{
    public override NodeKind Kind => NodeKind.NonNullType;

    /// <summary>Never itself non-null.</summary>
    public TypeNode Nullable { get; } = nullable;

    public override NamedTypeNode Named { get; } = nullable.Named;
}
