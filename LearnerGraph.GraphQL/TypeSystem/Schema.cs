using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>A built schema: immutable, shared by all requests. Made by <see cref="SchemaBuilder"/>.</summary>
public sealed class Schema
{
    internal Schema(NamedList<NamedType> types, NamedList<DirectiveDefinition> directives)
    {
        Types = types;
        Directives = directives;
    }

    /// <summary>All names of the schema, for the parser.</summary>
    public required NameTable Names { get; init; }

    public string? Description { get; internal init; }

    public required ObjectType? Query { get; init; }

    public required ObjectType? Mutation { get; init; }

    public required ObjectType? Subscription { get; init; }

    /// <summary>All types, introspection's included.</summary>
    public NamedList<NamedType> Types { get; }

    public NamedList<DirectiveDefinition> Directives { get; }

    public IReadOnlyList<DirectiveNode> AppliedDirectives { get; internal init; } = [];

    /// <summary>The field <c>__schema</c> of the query root.</summary>
    public required FieldDefinition SchemaField { get; init; }

    /// <summary>The field <c>__type(name:)</c> of the query root.</summary>
    public required FieldDefinition TypeField { get; init; }

    /// <summary>The field <c>__typename</c> of every composite type.</summary>
    public required FieldDefinition TypenameField { get; init; }

    public NamedType? FindType(string name) => Types.Find(name);

    public DirectiveDefinition? FindDirective(string name) => Directives.Find(name);

    public ObjectType? RootOf(OperationType operation) => operation switch
    {
        OperationType.Query => Query,
        OperationType.Mutation => Mutation,
        _ => Subscription,
    };

    /// <summary>The field a selection on the type means, meta fields included.</summary>
    public FieldDefinition? FindField(NamedType parent, string name)
    {
        if (parent is FieldsType fields && fields.Fields.TryFind(name, out var field))
        {
            return field;
        }

        if (name.Length < 6 || name[0] != '_' || name[1] != '_')
        {
            return null;
        }

        return name switch
        {
            "__typename" when parent.IsComposite => TypenameField,
            "__schema" when ReferenceEquals(parent, Query) => SchemaField,
            "__type" when ReferenceEquals(parent, Query) => TypeField,
            _ => null,
        };
    }

    /// <summary>The type a reference means, or null where its name is unknown.</summary>
    public SchemaType? Resolve(TypeNode reference) => reference switch
    {
        ListTypeNode list => Resolve(list.Item)?.AsList(),
        NonNullTypeNode nonNull => Resolve(nonNull.Nullable)?.AsNonNull(),
        _ => Types.Find(((NamedTypeNode)reference).Name),
    };

    /// <summary>Whether every value of the type is one of <paramref name="super"/>, both without wrappers.</summary>
    public static bool IsPossible(NamedType super, NamedType type) =>
        ReferenceEquals(super, type)
        || (super is IAbstractType union && type is ObjectType member && union.IsPossible(member))
        || (super is InterfaceType wide && type is FieldsType fields && fields.Implements(wide));

    /// <summary>Whether a value can be of both composite types.</summary>
    public static bool Overlap(NamedType a, NamedType b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        if (a is not IAbstractType first)
        {
            return b is IAbstractType other && a is ObjectType type && other.IsPossible(type);
        }

        if (b is not IAbstractType second)
        {
            return b is ObjectType type && first.IsPossible(type);
        }

        for (var i = 0; i < first.PossibleTypes.Count; i++)
        {
            if (second.IsPossible(first.PossibleTypes[i]))
            {
                return true;
            }
        }

        return false;
    }
}
