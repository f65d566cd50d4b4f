using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>The scalars and directives that every schema has.</summary>
internal static class BuiltIns
{
    public const string DefaultDeprecationReason = "No longer supported";

    // Wording as in the reference implementation: clients and the conformance suite compare introspection results.
    private static readonly (string Name, string Description)[] ScalarTexts =
    [
        ("String", "The `String` scalar type represents textual data, represented as UTF-8 character sequences. The "
            + "String type is most often used by GraphQL to represent free-form human-readable text."),
        ("Int", "The `Int` scalar type represents non-fractional signed whole numeric values. Int can represent values "
            + "between -(2^31) and 2^31 - 1."),
        ("Float", "The `Float` scalar type represents signed double-precision fractional values as specified by "
            + "[IEEE 754](https://en.wikipedia.org/wiki/IEEE_floating_point)."),
        ("Boolean", "The `Boolean` scalar type represents `true` or `false`."),
        ("ID", "The `ID` scalar type represents a unique identifier, often used to refetch an object or as key for a "
            + "cache. The ID type appears in a JSON response as a String; however, it is not intended to be "
            + "human-readable. When expected as an input type, any string (such as `\"4\"`) or integer (such as `4`) "
            + "input value will be accepted as an ID."),
    ];

    public static bool IsScalar(string name) => name is "Int" or "Float" or "String" or "Boolean" or "ID";

    public static ScalarType? CreateScalar(string name)
    {
        foreach (var (scalar, description) in ScalarTexts)
        {
            if (scalar == name)
            {
                return BuiltInScalars.Create(name, description);
            }
        }

        return null;
    }

    /// <summary>
    /// Adds the built-in scalars that something refers to; String and Boolean are in introspection itself.
    /// </summary>
    public static void AddScalars(NamedList<NamedType> types, NamedList<DirectiveDefinition> directives)
    {
        var used = new HashSet<string>(StringComparer.Ordinal) { "String", "Boolean" };
        foreach (var type in types)
        {
            Collect(type, used);
        }

        foreach (var directive in directives)
        {
            Collect(directive.Arguments, used);
        }

        foreach (var (name, description) in ScalarTexts)
        {
            if (used.Contains(name) && !types.Contains(name))
            {
                types.Add(BuiltInScalars.Create(name, description));
            }
        }
    }

    /// <summary>Adds the specification's directives, except those the schema defines itself.</summary>
    public static void AddDirectives(NamedList<DirectiveDefinition> directives)
    {
        foreach (var directive in CreateDirectives())
        {
            if (!directives.Contains(directive.Name))
            {
                directives.Add(directive);
            }
        }
    }

    /// <summary>Adds @cost and @listSize where something carries them.</summary>
    public static void AddCostDirectives(NamedList<NamedType> types, NamedList<DirectiveDefinition> directives)
    {
        if (!directives.Contains(CostDirectives.CostName) && IsUsed(types, CostDirectives.CostName))
        {
            directives.Add(CostDirectives.DefineCost());
        }

        if (!directives.Contains(CostDirectives.ListSizeName) && IsUsed(types, CostDirectives.ListSizeName))
        {
            directives.Add(CostDirectives.DefineListSize());
        }
    }

    private static bool IsUsed(NamedList<NamedType> types, string directive)
    {
        bool Carries(IList<DirectiveNode> directives) => directives.Any(node => node.Name.Value == directive);
        bool InputCarries(InputValueDefinition input) => Carries(input.Directives);

        return types.Any(type => Carries(type.Directives) || type switch
        {
            FieldsType fields => fields.Fields.Any(
                field => Carries(field.Directives) || field.Arguments.Any(InputCarries)),
            InputObjectType input => input.Fields.Any(InputCarries),
            _ => false,
        });
    }

    private static DirectiveDefinition[] CreateDirectives()
    {
        const DirectiveLocations selections =
            DirectiveLocations.Field | DirectiveLocations.FragmentSpread | DirectiveLocations.InlineFragment;
        return
        [
            With(
                new DirectiveDefinition("include", selections)
                {
                    IsBuiltIn = true,
                    Description = "Directs the executor to include this field or fragment only when the `if` argument "
                        + "is true.",
                },
                new InputValueDefinition("if", Reference.NonNull("Boolean")) { Description = "Included when true." }),
            With(
                new DirectiveDefinition("skip", selections)
                {
                    IsBuiltIn = true,
                    Description = "Directs the executor to skip this field or fragment when the `if` argument is true.",
                },
                new InputValueDefinition("if", Reference.NonNull("Boolean")) { Description = "Skipped when true." }),
            With(
                new DirectiveDefinition(
                    "deprecated",
                    DirectiveLocations.FieldDefinition | DirectiveLocations.ArgumentDefinition
                        | DirectiveLocations.InputFieldDefinition | DirectiveLocations.EnumValue)
                {
                    IsBuiltIn = true,
                    Description = "Marks an element of a GraphQL schema as no longer supported.",
                },
                new InputValueDefinition("reason", Reference.Named("String"))
                {
                    Description = "Explains why this element was deprecated, usually also including a suggestion for "
                        + "how to access supported similar data. Formatted using the Markdown syntax, as specified by "
                        + "[CommonMark](https://commonmark.org/).",
                    DefaultValue = new StringValueNode(DefaultDeprecationReason),
                }),
            With(
                new DirectiveDefinition("specifiedBy", DirectiveLocations.Scalar)
                {
                    IsBuiltIn = true,
                    Description = "Exposes a URL that specifies the behavior of this scalar.",
                },
                new InputValueDefinition("url", Reference.NonNull("String"))
                {
                    Description = "The URL that specifies the behavior of this scalar.",
                }),
            new DirectiveDefinition("oneOf", DirectiveLocations.InputObject)
            {
                IsBuiltIn = true,
                Description = "Indicates exactly one field must be supplied and this field must not be `null`.",
            },
        ];
    }

    private static DirectiveDefinition With(DirectiveDefinition directive, InputValueDefinition argument)
    {
        directive.Arguments.Add(argument);
        return directive;
    }

    private static void Collect(NamedType type, HashSet<string> used)
    {
        switch (type)
        {
            case FieldsType fields:
                foreach (var field in fields.Fields)
                {
                    used.Add(field.TypeReference.Named.Name);
                    Collect(field.Arguments, used);
                }

                break;
            case InputObjectType input:
                Collect(input.Fields, used);
                break;
        }
    }

    private static void Collect(NamedList<InputValueDefinition> inputs, HashSet<string> used)
    {
        foreach (var input in inputs)
        {
            used.Add(input.TypeReference.Named.Name);
        }
    }
}

/// <summary>Type references made in code.</summary>
internal static class Reference
{
    public static TypeNode Named(string name) => new NamedTypeNode(name);

    public static TypeNode NonNull(string name) => new NonNullTypeNode(new NamedTypeNode(name));

    /// <summary>[name!]</summary>
    public static TypeNode List(string name) => new ListTypeNode(NonNull(name));

    /// <summary>[name!]!</summary>
    public static TypeNode NonNullList(string name) => new NonNullTypeNode(List(name));
}
