namespace LearnerGraph.GraphQL.Language;

/// <summary>A whole document, with its source for locations.</summary>
public sealed class DocumentNode(IReadOnlyList<DefinitionNode> definitions, SourceText source)
    : SyntaxNode(0, source.Length)
{
    public override NodeKind Kind => NodeKind.Document;

    public IReadOnlyList<DefinitionNode> Definitions { get; } = definitions;

    public SourceText Source { get; } = source;

    /// <summary>The operation of that name; without a name the only one. Null where none or several would do.</summary>
    public OperationDefinitionNode? FindOperation(string? name)
    {
        OperationDefinitionNode? found = null;
        for (var i = 0; i < Definitions.Count; i++)
        {
            if (Definitions[i] is not OperationDefinitionNode operation)
            {
                continue;
            }

            if (name is null)
            {
                if (found is not null)
                {
                    return null;
                }

                found = operation;
            }
            else if (operation.Name?.Value == name)
            {
                return operation;
            }
        }

        return found;
    }

    public FragmentDefinitionNode? FindFragment(string name)
    {
        for (var i = 0; i < Definitions.Count; i++)
        {
            if (Definitions[i] is FragmentDefinitionNode fragment && fragment.Name.Value == name)
            {
                return fragment;
            }
        }

        return null;
    }
}

/// <summary>An operation, a fragment, or a part of a schema.</summary>
public abstract class DefinitionNode(int start, int end) : SyntaxNode(start, end)
{
    public required IReadOnlyList<DirectiveNode> Directives { get; init; }
}

public enum OperationType
{
    Query,
    Mutation,
    Subscription,
}

public sealed class OperationDefinitionNode(int start = -1, int end = -1) : DefinitionNode(start, end)
{
    public override NodeKind Kind => NodeKind.OperationDefinition;

    public required OperationType Operation { get; init; }

    public NameNode? Name { get; init; }

    public StringValueNode? Description { get; init; }

    public IReadOnlyList<VariableDefinitionNode> Variables { get; init; } = [];

    public required SelectionSetNode SelectionSet { get; init; }
}

public sealed class FragmentDefinitionNode(int start = -1, int end = -1) : DefinitionNode(start, end)
{
    public override NodeKind Kind => NodeKind.FragmentDefinition;

    public required NameNode Name { get; init; }

    public StringValueNode? Description { get; init; }

    public required NamedTypeNode TypeCondition { get; init; }

    public required SelectionSetNode SelectionSet { get; init; }
}

public sealed class VariableDefinitionNode(int start = -1, int end = -1) : SyntaxNode(start, end)
{
    public override NodeKind Kind => NodeKind.VariableDefinition;

    public StringValueNode? Description { get; init; }

    public required VariableNode Variable { get; init; }

    public required TypeNode Type { get; init; }

    public ValueNode? DefaultValue { get; init; }

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

public sealed class SelectionSetNode(IReadOnlyList<SelectionNode> selections, int start = -1, int end = -1)
    : SyntaxNode(start, end)
{
    public override NodeKind Kind => NodeKind.SelectionSet;

    public IReadOnlyList<SelectionNode> Selections { get; } = selections;
}

/// <summary>A field, a fragment spread or an inline fragment.</summary>
public abstract class SelectionNode(int start, int end) : SyntaxNode(start, end)
{
    public required IReadOnlyList<DirectiveNode> Directives { get; init; }
}

public sealed class FieldNode(int start = -1, int end = -1) : SelectionNode(start, end)
{
    public override NodeKind Kind => NodeKind.Field;

    public NameNode? Alias { get; init; }

    public required NameNode Name { get; init; }

    public IReadOnlyList<ArgumentNode> Arguments { get; init; } = [];

    public SelectionSetNode? SelectionSet { get; init; }

    /// <summary>The key in the response.</summary>
    public string ResponseName => Alias?.Value ?? Name.Value;
}

public sealed class FragmentSpreadNode(int start = -1, int end = -1) : SelectionNode(start, end)
{
    public override NodeKind Kind => NodeKind.FragmentSpread;

    public required NameNode Name { get; init; }
}

public sealed class InlineFragmentNode(int start = -1, int end = -1) : SelectionNode(start, end)
{
    public override NodeKind Kind => NodeKind.InlineFragment;

    public NamedTypeNode? TypeCondition { get; init; }

    public required SelectionSetNode SelectionSet { get; init; }
}

public sealed class ArgumentNode(NameNode name, ValueNode value, int start = -1, int end = -1)
    : SyntaxNode(start, end)
{
    public override NodeKind Kind => NodeKind.Argument;

    public NameNode Name { get; } = name;

    public ValueNode Value { get; } = value;
}

public sealed class DirectiveNode(
    NameNode name, IReadOnlyList<ArgumentNode> arguments, int start = -1, int end = -1) : SyntaxNode(start, end)
{
    public override NodeKind Kind => NodeKind.Directive;

    public NameNode Name { get; } = name;

    public IReadOnlyList<ArgumentNode> Arguments { get; } = arguments;

    public ArgumentNode? Find(string argument)
    {
        for (var i = 0; i < Arguments.Count; i++)
        {
            if (Arguments[i].Name.Value == argument)
            {
                return Arguments[i];
            }
        }

        return null;
    }
}
