using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Validation;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>Builds schemas from schema definition language.</summary>
public static class SchemaReader
{
    /// <summary>
    /// The schema of a document; throws <see cref="GraphQLSyntaxException"/> or <see cref="SchemaException"/>. Whether
    /// the schema is valid as a whole is for <see cref="SchemaValidator"/> to say.
    /// </summary>
    public static Schema Read(string sdl)
    {
        var builder = new SchemaBuilder();
        AddTo(builder, sdl);
        return builder.Build();
    }

    /// <summary>Adds the definitions of a document to a schema that is being built.</summary>
    public static void AddTo(SchemaBuilder builder, string sdl)
    {
        var document = Parser.Parse(sdl, ParserOptions.Trusted);
        var errors = SdlRules.Check(document);
        if (errors.Count > 0)
        {
            throw new SchemaException(errors);
        }

        var types = new Dictionary<string, NamedType>(StringComparer.Ordinal);
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case TypeDefinitionNode { IsExtension: false } type when !BuiltIns.IsScalar(type.Name.Value):
                    types[type.Name.Value] = Create(type);
                    builder.Add(types[type.Name.Value]);
                    break;
                case DirectiveDefinitionNode directive:
                    builder.Add(Create(directive));
                    break;
                case SchemaDefinitionNode schema:
                    ReadSchema(builder, schema);
                    break;
            }
        }

        // Extensions may stand before what they extend.
        foreach (var definition in document.Definitions)
        {
            if (definition is TypeDefinitionNode type && types.TryGetValue(type.Name.Value, out var target))
            {
                Fill(target, type);
            }
        }
    }

    private static void ReadSchema(SchemaBuilder builder, SchemaDefinitionNode schema)
    {
        if (!schema.IsExtension)
        {
            builder.UseConventionalRoots = false;
            builder.Description = schema.Description?.Value;
        }

        foreach (var operation in schema.OperationTypes)
        {
            switch (operation.Operation)
            {
                case OperationType.Query:
                    builder.QueryName = operation.Type.Name;
                    break;
                case OperationType.Mutation:
                    builder.MutationName = operation.Type.Name;
                    break;
                default:
                    builder.SubscriptionName = operation.Type.Name;
                    break;
            }
        }

        foreach (var directive in schema.Directives)
        {
            builder.AppliedDirectives.Add(directive);
        }
    }

    private static NamedType Create(TypeDefinitionNode node)
    {
        NamedType type = node switch
        {
            ScalarTypeDefinitionNode => new ScalarType(node.Name.Value),
            ObjectTypeDefinitionNode => new ObjectType(node.Name.Value),
            InterfaceTypeDefinitionNode => new InterfaceType(node.Name.Value),
            UnionTypeDefinitionNode => new UnionType(node.Name.Value),
            EnumTypeDefinitionNode => new EnumType(node.Name.Value),
            _ => new InputObjectType(node.Name.Value),
        };
        type.Description = node.Description?.Value;
        return type;
    }

    private static DirectiveDefinition Create(DirectiveDefinitionNode node)
    {
        var locations = DirectiveLocations.None;
        foreach (var location in node.Locations)
        {
            locations |= DirectiveLocationNames.Find(location.Value);
        }

        var directive = new DirectiveDefinition(node.Name.Value, locations)
        {
            Description = node.Description?.Value, IsRepeatable = node.IsRepeatable,
        };
        foreach (var argument in node.Arguments)
        {
            directive.Arguments.Add(Create(argument));
        }

        return directive;
    }

    private static void Fill(NamedType type, TypeDefinitionNode node)
    {
        switch (type)
        {
            case FieldsType fields when node is FieldsDefinitionNode definition:
                foreach (var name in definition.Interfaces)
                {
                    fields.AddInterface(name.Name);
                }

                foreach (var field in definition.Fields)
                {
                    fields.Fields.Add(Create(field));
                }

                break;
            case UnionType union when node is UnionTypeDefinitionNode definition:
                foreach (var member in definition.Types)
                {
                    union.AddMember(member.Name);
                }

                break;
            case EnumType enumeration when node is EnumTypeDefinitionNode definition:
                foreach (var value in definition.Values)
                {
                    enumeration.Values.Add(Create(value));
                }

                break;
            case InputObjectType input when node is InputObjectTypeDefinitionNode definition:
                foreach (var field in definition.Fields)
                {
                    input.Fields.Add(Create(field));
                }

                break;
        }

        ApplyDirectives(type, node);
    }

    private static void ApplyDirectives(NamedType type, TypeDefinitionNode node)
    {
        foreach (var directive in node.Directives)
        {
            switch (directive.Name.Value)
            {
                case "specifiedBy" when type is ScalarType scalar:
                    scalar.SpecifiedByUrl = (directive.Find("url")?.Value as StringValueNode)?.Value;
                    break;
                case "oneOf" when type is InputObjectType input:
                    input.IsOneOf = true;
                    break;
                default:
                    type.Directives.Add(directive);
                    break;
            }
        }
    }

    private static FieldDefinition Create(FieldDefinitionNode node)
    {
        var field = new FieldDefinition(node.Name.Value, node.Type)
        {
            Description = node.Description?.Value,
            DeprecationReason = TakeDeprecation(node.Directives, out var others),
        };
        others.ForEach(field.Directives.Add);
        foreach (var argument in node.Arguments)
        {
            field.Arguments.Add(Create(argument));
        }

        return field;
    }

    private static InputValueDefinition Create(InputValueDefinitionNode node)
    {
        var input = new InputValueDefinition(node.Name.Value, node.Type)
        {
            Description = node.Description?.Value,
            DefaultValue = node.DefaultValue,
            DeprecationReason = TakeDeprecation(node.Directives, out var others),
        };
        others.ForEach(input.Directives.Add);
        return input;
    }

    private static EnumValueDefinition Create(EnumValueDefinitionNode node)
    {
        var value = new EnumValueDefinition(node.Name.Value)
        {
            Description = node.Description?.Value,
            DeprecationReason = TakeDeprecation(node.Directives, out var others),
        };
        others.ForEach(value.Directives.Add);
        return value;
    }

    private static string? TakeDeprecation(IReadOnlyList<DirectiveNode> directives, out List<DirectiveNode> others)
    {
        string? reason = null;
        others = [];
        foreach (var directive in directives)
        {
            if (directive.Name.Value != "deprecated")
            {
                others.Add(directive);
                continue;
            }

            reason = directive.Find("reason")?.Value switch
            {
                StringValueNode text => text.Value,
                NullValueNode => null,
                _ => BuiltIns.DefaultDeprecationReason,
            };
        }

        return reason;
    }
}
