using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>Turns references by name into types while a schema is built, and gathers what cannot be found.</summary>
internal sealed class SchemaBinder(NamedList<NamedType> types)
{
    public List<GraphQLError> Errors { get; } = [];

    public SchemaType? Resolve(TypeNode reference)
    {
        switch (reference)
        {
            case ListTypeNode list:
                return Resolve(list.Item)?.AsList();
            case NonNullTypeNode nonNull:
                return Resolve(nonNull.Nullable)?.AsNonNull();
            default:
                var name = ((NamedTypeNode)reference).Name;
                if (types.TryFind(name, out var type))
                {
                    return type;
                }

                Errors.Add(new GraphQLError($"Unknown type \"{name}\"."));
                return null;
        }
    }

    public IReadOnlyList<T> Find<T>(IReadOnlyList<string> names, NamedType owner, string verb)
        where T : NamedType
    {
        var found = new List<T>(names.Count);
        foreach (var name in names)
        {
            if (types.Find(name) is T type)
            {
                found.Add(type);
            }
            else
            {
                var wanted = typeof(T) == typeof(ObjectType) ? "Object" : "Interface";
                Errors.Add(new GraphQLError(
                    $"Type {owner.Name} can only {verb} {wanted} types, it cannot {verb} {name}."));
            }
        }

        return found;
    }
}
