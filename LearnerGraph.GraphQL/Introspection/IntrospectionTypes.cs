using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;
using static LearnerGraph.GraphQL.TypeSystem.Reference;

namespace LearnerGraph.GraphQL.Introspection;

/// <summary>
/// The schema of schemas, as ordinary object types with pure resolvers. Parent values are the definitions themselves:
/// a Schema, a SchemaType, a FieldDefinition, an InputValueDefinition, an EnumValueDefinition, a DirectiveDefinition.
/// </summary>
/// <remarks>
/// Wording and nullability of arguments as in the reference implementation, since clients and the conformance suite
/// compare introspection results.
/// </remarks>
internal sealed partial class IntrospectionTypes
{
    private const string Deprecated = "includeDeprecated";

    public IntrospectionTypes(Func<Schema> schema)
    {
        SchemaField = new FieldDefinition("__schema", NonNull("__Schema"))
        {
            Description = "Access the current type schema of this server.",
            Resolver = (PureResolver)((_, _) => schema()),
        };
        TypeField = new FieldDefinition("__type", Named("__Type"))
        {
            Description = "Request the type information of a single type.",
            Resolver = (PureResolver)((_, arguments) => schema().FindType((string)arguments[0]!)),
        };
        TypeField.Arguments.Add(new InputValueDefinition("name", NonNull("String")));
        TypenameField = new FieldDefinition("__typename", NonNull("String"))
        {
            Description = "The name of the current Object type at runtime.",
        };
    }

    public FieldDefinition SchemaField { get; }

    public FieldDefinition TypeField { get; }

    /// <summary>Has no resolver: the executor knows the runtime type.</summary>
    public FieldDefinition TypenameField { get; }

    public static void AddTo(NamedList<NamedType> types)
    {
        types.Add(SchemaObject());
        types.Add(DirectiveObject());
        types.Add(DirectiveLocationEnum());
        types.Add(TypeObject());
        types.Add(FieldObject());
        types.Add(InputValueObject());
        types.Add(EnumValueObject());
        types.Add(TypeKindEnum());
    }

    public void BindMetaFields(SchemaBinder binder, ObjectType? query)
    {
        // Without a query root the schema is not valid, but it can still be looked at.
        var root = query ?? new ObjectType("Query");
        SchemaField.Bind(root, 0, binder);
        TypeField.Bind(root, 1, binder);
        TypenameField.Bind(root, 2, binder);
    }

    private static void Add(ObjectType type, string name, TypeNode reference, Func<object, object?> resolve,
        string? description = null) =>
        type.Fields.Add(new FieldDefinition(name, reference)
        {
            Description = description,
            Resolver = (PureResolver)((parent, _) => resolve(parent!)),
        });

    // A list that leaves deprecated members out unless it is asked for them.
    private static void AddFiltered<T>(ObjectType type, string name, TypeNode reference,
        Func<object, IReadOnlyList<T>?> resolve, Func<T, string?> reason, TypeNode? flag = null, string? text = null)
        where T : class
    {
        var field = new FieldDefinition(name, reference)
        {
            Description = text,
            Resolver = (PureResolver)((parent, arguments) =>
            {
                var all = resolve(parent!);
                return all is null || arguments[0] is true ? all : Current(all, reason);
            }),
        };
        field.Arguments.Add(new InputValueDefinition(Deprecated, flag ?? Named("Boolean"))
        {
            DefaultValue = new BooleanValueNode(false),
        });
        type.Fields.Add(field);
    }

    private static List<T> Current<T>(IReadOnlyList<T> all, Func<T, string?> reason)
    {
        var current = new List<T>(all.Count);
        for (var i = 0; i < all.Count; i++)
        {
            if (reason(all[i]) is null)
            {
                current.Add(all[i]);
            }
        }

        return current;
    }

    private static EnumType Enumeration(string name, string text, params (string Name, string Text)[] values)
    {
        var type = new EnumType(name) { Description = text };
        foreach (var (value, description) in values)
        {
            type.Values.Add(new EnumValueDefinition(value) { Description = description });
        }

        return type;
    }
}
