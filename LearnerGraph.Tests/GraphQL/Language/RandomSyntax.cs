using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.Tests.GraphQL.Language;

/// <summary>Random syntax trees of every kind of node, the same for the same seed.</summary>
internal sealed class RandomSyntax(int seed)
{
    private static readonly string[] Names = ["a", "on_", "query", "type", "fragment", "Z9", "_", "null_", "input"];

    private static readonly string[] Texts =
    [
        "", " ", "a", "line\nbreak", "  indented\n    more\n  back", "\"", "\\", "\"\"\"", "tab\t", "\r", "ends\\",
        "q\"", "\n\nblank", "é漢🚀", "\u0001", "\u007F", "a\n\n  b", " lead", "trail \n x",
    ];

    private readonly Random _random = new(seed);
    private bool _isFirst = true;

    public DocumentNode Document() =>
        new([.. Many(1, 3, Next)], new SourceText(ReadOnlyMemory<byte>.Empty));

    private DefinitionNode Next()
    {
        var definition = Definition();
        _isFirst = false;
        return definition;
    }

    private DefinitionNode Definition() => _random.Next(9) switch
    {
        0 or 1 => new OperationDefinitionNode
        {
            // Behind a type without fields a shorthand query would be read as its fields.
            Operation = (OperationType)_random.Next(3),
            Name = Chance() || !_isFirst ? Name() : null,
            Variables = [.. Many(0, 2, Variable)],
            Directives = Directives(false),
            SelectionSet = Selections(3),
        },
        2 => new FragmentDefinitionNode
        {
            Description = Description(),
            Name = Name(),
            TypeCondition = Named(),
            Directives = Directives(false),
            SelectionSet = Selections(2),
        },
        3 => new ObjectTypeDefinitionNode
        {
            Description = Description(),
            Name = Name(),
            Interfaces = [.. Many(0, 2, Named)],
            Directives = Directives(true),
            Fields = [.. Many(0, 3, Field)],
        },
        4 => new InputObjectTypeDefinitionNode
        {
            Description = Description(), Name = Name(), Directives = Directives(true), Fields = [.. Many(1, 3, Input)],
        },
        5 => new EnumTypeDefinitionNode
        {
            Name = Name(),
            Directives = Directives(true),
            Values = [.. Many(1, 3, () => new EnumValueDefinitionNode
            {
                Description = Description(), Name = Name(), Directives = Directives(true),
            })],
        },
        6 => new UnionTypeDefinitionNode
        {
            IsExtension = true, Name = Name(), Directives = Directives(true), Types = [.. Many(1, 3, Named)],
        },
        7 => new DirectiveDefinitionNode
        {
            Description = Description(),
            Name = Name(),
            Arguments = [.. Many(0, 2, Input)],
            IsRepeatable = Chance(),
            Locations = [new NameNode("FIELD"), new NameNode("ENUM")],
            Directives = [],
        },
        _ => new SchemaDefinitionNode
        {
            Description = Description(),
            Directives = Directives(true),
            OperationTypes = [new OperationTypeDefinitionNode((OperationType)_random.Next(3), Named())],
        },
    };

    private VariableDefinitionNode Variable() => new()
    {
        Description = Description(),
        Variable = new VariableNode(Name().Value),
        Type = Type(),
        DefaultValue = Chance() ? Value(2, true) : null,
        Directives = Directives(true),
    };

    private FieldDefinitionNode Field() => new()
    {
        Description = Description(),
        Name = Name(),
        Arguments = [.. Many(0, 2, Input)],
        Type = Type(),
        Directives = Directives(true),
    };

    private InputValueDefinitionNode Input() => new()
    {
        Description = Description(),
        Name = Name(),
        Type = Type(),
        DefaultValue = Chance() ? Value(2, true) : null,
        Directives = Directives(true),
    };

    private SelectionSetNode Selections(int depth) => new([.. Many(1, 3, () => Selection(depth))]);

    private SelectionNode Selection(int depth) => _random.Next(depth > 0 ? 4 : 2) switch
    {
        0 => new FragmentSpreadNode { Name = Name(), Directives = Directives(false) },
        3 => new InlineFragmentNode
        {
            TypeCondition = Chance() ? Named() : null,
            Directives = Directives(false),
            SelectionSet = Selections(depth - 1),
        },
        _ => new FieldNode
        {
            Alias = Chance() ? Name() : null,
            Name = Name(),
            Arguments = [.. Many(0, 2, () => new ArgumentNode(Name(), Value(2, false)))],
            Directives = Directives(false),
            SelectionSet = depth > 0 && Chance() ? Selections(depth - 1) : null,
        },
    };

    private DirectiveNode[] Directives(bool isConst) =>
    [
        .. Many(0, 1, () => new DirectiveNode(
            Name(), [.. Many(0, 2, () => new ArgumentNode(Name(), Value(1, isConst)))])),
    ];

    private ValueNode Value(int depth, bool isConst) => _random.Next(depth > 0 ? 9 : 7) switch
    {
        0 => new IntValueNode(_random.Next(-50, 50).ToString()),
        1 => new FloatValueNode("1.5e-3"),
        2 => new StringValueNode(Texts[_random.Next(Texts.Length)]),
        3 => new BooleanValueNode(Chance()),
        4 => new NullValueNode(),
        5 => new EnumValueNode(Name().Value),
        6 => isConst ? new NullValueNode() : new VariableNode(Name().Value),
        7 => new ListValueNode([.. Many(0, 3, () => Value(depth - 1, isConst))]),
        _ => new ObjectValueNode([.. Many(0, 3, () => new ObjectFieldNode(Name(), Value(depth - 1, isConst)))]),
    };

    private TypeNode Type()
    {
        TypeNode type = Chance() ? Named() : new ListTypeNode(Chance() ? Type() : Named());
        return Chance() ? new NonNullTypeNode(type) : type;
    }

    private StringValueNode? Description() =>
        Chance() ? new StringValueNode(Texts[_random.Next(Texts.Length)], Chance()) : null;

    private NamedTypeNode Named() => new(Name().Value);

    private NameNode Name() => new(Names[_random.Next(Names.Length)]);

    private bool Chance() => _random.Next(2) == 0;

    private IEnumerable<T> Many<T>(int least, int most, Func<T> make)
    {
        for (var i = _random.Next(least, most + 1); i > 0; i--)
        {
            yield return make();
        }
    }
}
