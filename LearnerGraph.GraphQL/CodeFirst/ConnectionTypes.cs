using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>NameConnection and NameEdge of an item type.</summary>
internal static class ConnectionTypes
{
    public static void Add(SchemaBuilder builder, Type item, string itemName, string name) => typeof(ConnectionTypes)
        .GetMethod(nameof(AddOf), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
        .MakeGenericMethod(item)
        .Invoke(null, [builder, itemName, name]);

    private static void AddOf<T>(SchemaBuilder builder, string itemName, string name)
    {
        var edgeName = itemName + "Edge";
        var connection = new ObjectType(name) { Description = $"One page of {itemName} items." };
        connection.Fields.Add(Field("edges", ListOf(edgeName), "The items with their cursors.",
            parent => ((Connection<T>)parent!).Edges));
        connection.Fields.Add(Field("nodes", ListOf(itemName), "The items alone.",
            parent => Nodes((Connection<T>)parent!)));
        connection.Fields.Add(Field("pageInfo", NonNull("PageInfo"), "Where the page stands.",
            parent => ((Connection<T>)parent!).PageInfo));
        connection.Fields.Add(new FieldDefinition("totalCount", NonNull("Int"))
        {
            Description = "How many items there are on all pages.",
            Resolver = new FieldBinding
            {
                Async = (parent, _, request, _, _) =>
                    ResolverCompiler.Box(((Connection<T>)parent!).CountAsync(request.RequestAborted)),
            },
        });
        builder.Add(connection);

        var edge = new ObjectType(edgeName) { Description = $"A {itemName} with its place in the list." };
        edge.Fields.Add(Field("cursor", NonNull("String"), "Pass it as \"after\" to go on behind this item.",
            parent => ((Edge<T>)parent!).Cursor));
        edge.Fields.Add(Field("node", NonNull(itemName), "The item.", parent => ((Edge<T>)parent!).Node));
        builder.Add(edge);
    }

    private static T[] Nodes<T>(Connection<T> connection)
    {
        var nodes = new T[connection.Edges.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = connection.Edges[i].Node;
        }

        return nodes;
    }

    private static FieldDefinition Field(
        string name, TypeNode type, string description, Func<object?, object?> resolve) => new(name, type)
        {
            Description = description,
            Resolver = new FieldBinding { Sync = (parent, _, _, _, _) => resolve(parent) },
        };

    private static NonNullTypeNode NonNull(string name) => new(new NamedTypeNode(name));

    private static NonNullTypeNode ListOf(string name) => new(new ListTypeNode(NonNull(name)));
}
