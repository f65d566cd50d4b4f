namespace LearnerGraph.GraphQL.Language;

/// <summary>A definition or extension of the type system.</summary>
public abstract class TypeSystemNode(int start, int end) : DefinitionNode(start, end)
{
    public StringValueNode? Description { get; init; }

    /// <summary>Whether it was written with <c>extend</c>.</summary>
    public bool IsExtension { get; init; }
}

public sealed class SchemaDefinitionNode(int start = -1, int end = -1) : TypeSystemNode(start, end)
{
    public override NodeKind Kind => NodeKind.SchemaDefinition;

    public IReadOnlyList<OperationTypeDefinitionNode> OperationTypes { get; init; } = [];
}

public sealed class OperationTypeDefinitionNode(
    OperationType operation, NamedTypeNode type, int start = -1, int end = -1) : SyntaxNode(start, end)
{
    public override NodeKind Kind => NodeKind.OperationTypeDefinition;

    public OperationType Operation { get; } = operation;

    public NamedTypeNode Type { get; } = type;
}

/// <summary>A definition or extension of a named type.</summary>
public abstract class TypeDefinitionNode(int start, int end) : TypeSystemNode(start, end)
{
    public required NameNode Name { get; init; }
}

public sealed class ScalarTypeDefinitionNode(int start = -1, int end = -1) : TypeDefinitionNode(start, end)
{
    public override NodeKind Kind => NodeKind.ScalarTypeDefinition;
}

/// <summary>What objects and interfaces have in common.</summary>
public abstract class FieldsDefinitionNode(int start, int end) : TypeDefinitionNode(start, end)
{
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];
}

public sealed class ObjectTypeDefinitionNode(int start = -1, int end = -1) : FieldsDefinitionNode(start, end)
{
    public override NodeKind Kind => NodeKind.ObjectTypeDefinition;
}

public sealed class InterfaceTypeDefinitionNode(int start = -1, int end = -1) : FieldsDefinitionNode(start, end)
{
    public override NodeKind Kind => NodeKind.InterfaceTypeDefinition;
}

public sealed class UnionTypeDefinitionNode(int start = -1, int end = -1) : TypeDefinitionNode(start, end)
{
    public override NodeKind Kind => NodeKind.UnionTypeDefinition;

    public IReadOnlyList<NamedTypeNode> Types { get; init; } = [];
}

public sealed class EnumTypeDefinitionNode(int start = -1, int end = -1) : TypeDefinitionNode(start, end)
{
    public override NodeKind Kind => NodeKind.EnumTypeDefinition;

    public IReadOnlyList<EnumValueDefinitionNode> Values { get; init; } = [];
}

public sealed class InputObjectTypeDefinitionNode(int start = -1, int end = -1) : TypeDefinitionNode(start, end)
{
    public override NodeKind Kind => NodeKind.InputObjectTypeDefinition;

    public IReadOnlyList<InputValueDefinitionNode> Fields { get; init; } = [];
}

public sealed class EnumValueDefinitionNode(int start = -1, int end = -1) : SyntaxNode(start, end)
{
    public override NodeKind Kind => NodeKind.EnumValueDefinition;

    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

public sealed class FieldDefinitionNode(int start = -1, int end = -1) : SyntaxNode(start, end)
{
    public override NodeKind Kind => NodeKind.FieldDefinition;

    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }

    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; init; } = [];

    public required TypeNode Type { get; init; }

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>An argument definition or a field of an input object.</summary>
public sealed class InputValueDefinitionNode(int start = -1, int end = -1) : SyntaxNode(start, end)
{
    public override NodeKind Kind => NodeKind.InputValueDefinition;

    public StringValueNode? Description { get; init; }

    public required NameNode Name { get; init; }

    public required TypeNode Type { get; init; }

    public ValueNode? DefaultValue { get; init; }

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

public sealed class DirectiveDefinitionNode(int start = -1, int end = -1) : TypeSystemNode(start, end)
{
    public override NodeKind Kind => NodeKind.DirectiveDefinition;

    public required NameNode Name { get; init; }

    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; init; } = [];

    public bool IsRepeatable { get; init; }

    public required IReadOnlyList<NameNode> Locations { get; init; }
}
