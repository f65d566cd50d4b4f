using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;
using static LearnerGraph.GraphQL.TypeSystem.Reference;

namespace LearnerGraph.GraphQL.Introspection;

internal sealed partial class IntrospectionTypes
{
    private static ObjectType SchemaObject()
    {
        var type = new ObjectType("__Schema")
        {
            Description = "A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all available "
                + "types and directives on the server, as well as the entry points for query, mutation, and "
                + "subscription operations.",
        };
        Add(type, "description", Named("String"), schema => ((Schema)schema).Description);
        Add(type, "types", NonNullList("__Type"), schema => ((Schema)schema).Types,
            "A list of all types supported by this server.");
        Add(type, "queryType", NonNull("__Type"), schema => ((Schema)schema).Query,
            "The type that query operations will be rooted at.");
        Add(type, "mutationType", Named("__Type"), schema => ((Schema)schema).Mutation,
            "If this server supports mutation, the type that mutation operations will be rooted at.");
        Add(type, "subscriptionType", Named("__Type"), schema => ((Schema)schema).Subscription,
            "If this server support subscription, the type that subscription operations will be rooted at.");
        AddFiltered(type, "directives", NonNullList("__Directive"), schema => ((Schema)schema).Directives,
            directive => directive.DeprecationReason, NonNull("Boolean"),
            "A list of all directives supported by this server.");
        return type;
    }

    private static ObjectType DirectiveObject()
    {
        var type = new ObjectType("__Directive")
        {
            Description = "A Directive provides a way to describe alternate runtime execution and type validation "
                + "behavior in a GraphQL document.\n\nIn some cases, you need to provide options to alter GraphQL's "
                + "execution behavior in ways field arguments will not suffice, such as conditionally including or "
                + "skipping a field. Directives provide this by describing additional information to the executor.",
        };
        Add(type, "name", NonNull("String"), directive => ((DirectiveDefinition)directive).Name);
        Add(type, "description", Named("String"), directive => ((DirectiveDefinition)directive).Description);
        Add(type, "isRepeatable", NonNull("Boolean"), directive => ((DirectiveDefinition)directive).IsRepeatable);
        Add(type, "locations", NonNullList("__DirectiveLocation"),
            directive => DirectiveLocationNames.Of(((DirectiveDefinition)directive).Locations));
        AddFiltered(type, "args", NonNullList("__InputValue"), directive => ((DirectiveDefinition)directive).Arguments,
            argument => argument.DeprecationReason);
        Add(type, "isDeprecated", NonNull("Boolean"),
            directive => ((DirectiveDefinition)directive).DeprecationReason is not null);
        Add(type, "deprecationReason", Named("String"),
            directive => ((DirectiveDefinition)directive).DeprecationReason);
        return type;
    }

    private static ObjectType TypeObject()
    {
        var type = new ObjectType("__Type")
        {
            Description = "The fundamental unit of any GraphQL Schema is the type. There are many kinds of types in "
                + "GraphQL as represented by the `__TypeKind` enum.\n\nDepending on the kind of a type, certain fields "
                + "describe information about that type. Scalar types provide no information beyond a name, "
                + "description and optional `specifiedByURL`, while Enum types provide their values. Object and "
                + "Interface types provide the fields they describe. Abstract types, Union and Interface, provide the "
                + "Object types possible at runtime. List and NonNull types compose other types.",
        };
        Add(type, "kind", NonNull("__TypeKind"), value => KindName(((SchemaType)value).Kind));
        Add(type, "name", Named("String"), value => (value as NamedType)?.Name);
        Add(type, "description", Named("String"), value => (value as NamedType)?.Description);
        Add(type, "specifiedByURL", Named("String"), value => (value as ScalarType)?.SpecifiedByUrl);
        AddFiltered(type, "fields", List("__Field"), value => (value as FieldsType)?.Fields,
            field => field.DeprecationReason);
        Add(type, "interfaces", List("__Type"), value => (value as FieldsType)?.Interfaces);
        Add(type, "possibleTypes", List("__Type"), value => (value as IAbstractType)?.PossibleTypes);
        AddFiltered(type, "enumValues", List("__EnumValue"), value => (value as EnumType)?.Values,
            value => value.DeprecationReason);
        AddFiltered(type, "inputFields", List("__InputValue"), value => (value as InputObjectType)?.Fields,
            field => field.DeprecationReason);
        Add(type, "ofType", Named("__Type"), value => value switch
        {
            ListType list => list.Item,
            NonNullType nonNull => nonNull.Nullable,
            _ => null,
        });
        Add(type, "isOneOf", Named("Boolean"), value => (value as InputObjectType)?.IsOneOf);
        return type;
    }

    private static ObjectType FieldObject()
    {
        var type = new ObjectType("__Field")
        {
            Description = "Object and Interface types are described by a list of Fields, each of which has a name, "
                + "potentially a list of arguments, and a return type.",
        };
        Add(type, "name", NonNull("String"), field => ((FieldDefinition)field).Name);
        Add(type, "description", Named("String"), field => ((FieldDefinition)field).Description);
        AddFiltered(type, "args", NonNullList("__InputValue"), field => ((FieldDefinition)field).Arguments,
            argument => argument.DeprecationReason);
        Add(type, "type", NonNull("__Type"), field => ((FieldDefinition)field).Type);
        Add(type, "isDeprecated", NonNull("Boolean"), field => ((FieldDefinition)field).DeprecationReason is not null);
        Add(type, "deprecationReason", Named("String"), field => ((FieldDefinition)field).DeprecationReason);
        return type;
    }

    private static ObjectType InputValueObject()
    {
        var type = new ObjectType("__InputValue")
        {
            Description = "Arguments provided to Fields or Directives and the input fields of an InputObject are "
                + "represented as Input Values which describe their type and optionally a default value.",
        };
        Add(type, "name", NonNull("String"), input => ((InputValueDefinition)input).Name);
        Add(type, "description", Named("String"), input => ((InputValueDefinition)input).Description);
        Add(type, "type", NonNull("__Type"), input => ((InputValueDefinition)input).Type);
        Add(type, "defaultValue", Named("String"), input => DefaultValueText.Print((InputValueDefinition)input),
            "A GraphQL-formatted string representing the default value for this input value.");
        Add(type, "isDeprecated", NonNull("Boolean"),
            input => ((InputValueDefinition)input).DeprecationReason is not null);
        Add(type, "deprecationReason", Named("String"), input => ((InputValueDefinition)input).DeprecationReason);
        return type;
    }

    private static ObjectType EnumValueObject()
    {
        var type = new ObjectType("__EnumValue")
        {
            Description = "One possible value for a given Enum. Enum values are unique values, not a placeholder for a "
                + "string or numeric value. However an Enum value is returned in a JSON response as a string.",
        };
        Add(type, "name", NonNull("String"), value => ((EnumValueDefinition)value).Name);
        Add(type, "description", Named("String"), value => ((EnumValueDefinition)value).Description);
        Add(type, "isDeprecated", NonNull("Boolean"),
            value => ((EnumValueDefinition)value).DeprecationReason is not null);
        Add(type, "deprecationReason", Named("String"), value => ((EnumValueDefinition)value).DeprecationReason);
        return type;
    }

    private static string KindName(TypeKind kind) => kind switch
    {
        TypeKind.Scalar => "SCALAR",
        TypeKind.Object => "OBJECT",
        TypeKind.Interface => "INTERFACE",
        TypeKind.Union => "UNION",
        TypeKind.Enum => "ENUM",
        TypeKind.InputObject => "INPUT_OBJECT",
        TypeKind.List => "LIST",
        _ => "NON_NULL",
    };

    private static EnumType TypeKindEnum() => Enumeration(
        "__TypeKind",
        "An enum describing what kind of type a given `__Type` is.",
        ("SCALAR", "Indicates this type is a scalar."),
        ("OBJECT", "Indicates this type is an object. `fields` and `interfaces` are valid fields."),
        ("INTERFACE", "Indicates this type is an interface. `fields`, `interfaces`, and `possibleTypes` are valid "
            + "fields."),
        ("UNION", "Indicates this type is a union. `possibleTypes` is a valid field."),
        ("ENUM", "Indicates this type is an enum. `enumValues` is a valid field."),
        ("INPUT_OBJECT", "Indicates this type is an input object. `inputFields` is a valid field."),
        ("LIST", "Indicates this type is a list. `ofType` is a valid field."),
        ("NON_NULL", "Indicates this type is a non-null. `ofType` is a valid field."));

    private static EnumType DirectiveLocationEnum() => Enumeration(
        "__DirectiveLocation",
        "A Directive can be adjacent to many parts of the GraphQL language, a __DirectiveLocation describes one such "
            + "possible adjacencies.",
        ("QUERY", "Location adjacent to a query operation."),
        ("MUTATION", "Location adjacent to a mutation operation."),
        ("SUBSCRIPTION", "Location adjacent to a subscription operation."),
        ("FIELD", "Location adjacent to a field."),
        ("FRAGMENT_DEFINITION", "Location adjacent to a fragment definition."),
        ("FRAGMENT_SPREAD", "Location adjacent to a fragment spread."),
        ("INLINE_FRAGMENT", "Location adjacent to an inline fragment."),
        ("VARIABLE_DEFINITION", "Location adjacent to a variable definition."),
        ("SCHEMA", "Location adjacent to a schema definition."),
        ("SCALAR", "Location adjacent to a scalar definition."),
        ("OBJECT", "Location adjacent to an object type definition."),
        ("FIELD_DEFINITION", "Location adjacent to a field definition."),
        ("ARGUMENT_DEFINITION", "Location adjacent to an argument definition."),
        ("INTERFACE", "Location adjacent to an interface definition."),
        ("UNION", "Location adjacent to a union definition."),
        ("ENUM", "Location adjacent to an enum definition."),
        ("ENUM_VALUE", "Location adjacent to an enum value definition."),
        ("INPUT_OBJECT", "Location adjacent to an input object type definition."),
        ("INPUT_FIELD_DEFINITION", "Location adjacent to an input object field definition."),
        ("DIRECTIVE_DEFINITION", "Location adjacent to a directive definition."));
}
