using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>
/// Writes a schema as schema definition language, sorted so that equal schemas give equal text. Arguments and enum
/// values keep their order, which tells readers something.
/// </summary>
public static class SchemaWriter
{
    public static string Write(Schema schema) => SyntaxPrinter.Print(ToDocument(schema)) + "\n";

    private static DocumentNode ToDocument(Schema schema)
    {
        var definitions = new List<DefinitionNode>();
        if (ToSchemaDefinition(schema) is { } definition)
        {
            definitions.Add(definition);
        }

        definitions.AddRange(schema.Directives
            .Where(directive => !directive.IsBuiltIn)
            .OrderBy(directive => directive.Name, StringComparer.Ordinal)
            .Select(ToNode));
        definitions.AddRange(schema.Types
            .Where(type => !type.IsIntrospection && type is not ScalarType { IsBuiltIn: true })
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(ToNode));
        return new DocumentNode(definitions, new SourceText(ReadOnlyMemory<byte>.Empty));
    }

    // Left out where it says nothing that names do not say already.
    private static SchemaDefinitionNode? ToSchemaDefinition(Schema schema)
    {
        if (schema.Description is null && schema.AppliedDirectives.Count == 0
            && IsConventional(schema, schema.Query, "Query") && IsConventional(schema, schema.Mutation, "Mutation")
            && IsConventional(schema, schema.Subscription, "Subscription"))
        {
            return null;
        }

        var operations = new List<OperationTypeDefinitionNode>();
        foreach (var operation in Enum.GetValues<OperationType>())
        {
            if (schema.RootOf(operation) is { } root)
            {
                operations.Add(new OperationTypeDefinitionNode(operation, new NamedTypeNode(root.Name)));
            }
        }

        return new SchemaDefinitionNode
        {
            Description = Describe(schema.Description),
            Directives = schema.AppliedDirectives,
            OperationTypes = operations,
        };
    }

    private static bool IsConventional(Schema schema, ObjectType? root, string name) =>
        root is null ? schema.FindType(name) is null : root.Name == name;

    private static DirectiveDefinitionNode ToNode(DirectiveDefinition directive) => new()
    {
        Description = Describe(directive.Description),
        Name = new NameNode(directive.Name),
        Arguments = [.. directive.Arguments.Select(ToNode)],
        IsRepeatable = directive.IsRepeatable,
        Locations = [.. DirectiveLocationNames.Of(directive.Locations).Select(name => new NameNode(name))],
        Directives = [],
    };

    private static TypeDefinitionNode ToNode(NamedType type) => type switch
    {
        ScalarType scalar => new ScalarTypeDefinitionNode
        {
            Description = Describe(type.Description),
            Name = new NameNode(type.Name),
            Directives = scalar.SpecifiedByUrl is { } url
                ? [With("specifiedBy", "url", url), .. type.Directives]
                : [.. type.Directives],
        },
        ObjectType fields => new ObjectTypeDefinitionNode
        {
            Description = Describe(type.Description),
            Name = new NameNode(type.Name),
            Interfaces = Sorted(fields.InterfaceNames),
            Directives = [.. type.Directives],
            Fields = ToNodes(fields),
        },
        InterfaceType fields => new InterfaceTypeDefinitionNode
        {
            Description = Describe(type.Description),
            Name = new NameNode(type.Name),
            Interfaces = Sorted(fields.InterfaceNames),
            Directives = [.. type.Directives],
            Fields = ToNodes(fields),
        },
        UnionType union => new UnionTypeDefinitionNode
        {
            Description = Describe(type.Description),
            Name = new NameNode(type.Name),
            Directives = [.. type.Directives],
            Types = Sorted(union.MemberNames),
        },
        EnumType enumeration => new EnumTypeDefinitionNode
        {
            Description = Describe(type.Description),
            Name = new NameNode(type.Name),
            Directives = [.. type.Directives],
            Values = [.. enumeration.Values.Select(ToNode)],
        },
        InputObjectType input => new InputObjectTypeDefinitionNode
        {
            Description = Describe(type.Description),
            Name = new NameNode(type.Name),
            Directives = input.IsOneOf
                ? [new DirectiveNode(new NameNode("oneOf"), []), .. type.Directives]
                : [.. type.Directives],
            Fields = [.. input.Fields.OrderBy(field => field.Name, StringComparer.Ordinal).Select(ToNode)],
        },
        _ => throw new InvalidOperationException($"{type.Name} is of no kind that can be written."),
    };

    private static FieldDefinitionNode[] ToNodes(FieldsType type) =>
    [
        .. type.Fields.OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => new FieldDefinitionNode
        {
            Description = Describe(field.Description),
            Name = new NameNode(field.Name),
            Arguments = [.. field.Arguments.Select(ToNode)],
            Type = field.TypeReference,
            Directives = Deprecate(field.DeprecationReason, field.Directives),
        }),
    ];

    private static InputValueDefinitionNode ToNode(InputValueDefinition input) => new()
    {
        Description = Describe(input.Description),
        Name = new NameNode(input.Name),
        Type = input.TypeReference,
        DefaultValue = input.DefaultValue,
        Directives = Deprecate(input.DeprecationReason, input.Directives),
    };

    private static EnumValueDefinitionNode ToNode(EnumValueDefinition value) => new()
    {
        Description = Describe(value.Description),
        Name = new NameNode(value.Name),
        Directives = Deprecate(value.DeprecationReason, value.Directives),
    };

    private static StringValueNode? Describe(string? description) =>
        description is null ? null : new StringValueNode(description, description.Contains('\n'));

    private static NamedTypeNode[] Sorted(IReadOnlyList<string> names) =>
        [.. names.Order(StringComparer.Ordinal).Select(name => new NamedTypeNode(name))];

    private static DirectiveNode[] Deprecate(string? reason, IEnumerable<DirectiveNode> directives) => reason switch
    {
        null => [.. directives],
        BuiltIns.DefaultDeprecationReason => [new DirectiveNode(new NameNode("deprecated"), []), .. directives],
        _ => [With("deprecated", "reason", reason), .. directives],
    };

    private static DirectiveNode With(string directive, string argument, string value) => new(
        new NameNode(directive), [new ArgumentNode(new NameNode(argument), new StringValueNode(value))]);
}
