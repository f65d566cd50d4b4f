using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>Global object identification: interface Node, Query.node and Query.nodes.</summary>
internal sealed class NodeFields(bool isUserRequired)
{
    public const int MaxBatch = 50;

    private readonly Dictionary<string, (IdType Id, FieldBinding Resolver)> _resolvers = new(StringComparer.Ordinal);

    public bool IsUsed => _resolvers.Count > 0;

    public void Add(IdType id, FieldBinding resolver)
    {
        if (!_resolvers.TryAdd(id.Name, (id, resolver)))
        {
            throw new SchemaException($"There are two [NodeResolver] methods for {id.Name}.");
        }
    }

    public void AddTo(SchemaBuilder builder, ObjectType query)
    {
        var node = new InterfaceType("Node") { Description = "An object that can be fetched again by its id." };
        node.Fields.Add(new FieldDefinition("id", NonNull(new NamedTypeNode("ID")))
        {
            Description = "Unique over all types.",
        });
        builder.Add(node);

        var one = new FieldDefinition("node", new NamedTypeNode("Node"))
        {
            Description = "Any object by its id.",
            Resolver = new FieldBinding { Async = One, Rule = RuleOf("node") },
        };
        one.Arguments.Add(new InputValueDefinition("id", NonNull(new NamedTypeNode("ID")))
        {
            Description = "An id that some object had.",
        });
        query.Fields.Add(one);

        var many = new FieldDefinition("nodes", NonNull(new ListTypeNode(new NamedTypeNode("Node"))))
        {
            Description = $"Up to {MaxBatch} objects by their ids, in the order asked for.",
            Resolver = new FieldBinding { Async = Many, Rule = RuleOf("nodes") },
        };
        many.Arguments.Add(new InputValueDefinition(
            "ids", NonNull(new ListTypeNode(NonNull(new NamedTypeNode("ID")))))
        {
            Description = "Ids that some objects had.",
        });
        query.Fields.Add(many);
    }

    private static NonNullTypeNode NonNull(TypeNode type) => new(type);

    private FieldRule? RuleOf(string field) =>
        isUserRequired ? new FieldRule($"Query.{field}", [new AuthorizeAttribute()]) : null;

    private ValueTask<object?> One(
        object? parent, object?[] arguments, RequestContext request, ResultNode result, int index) =>
        Find((string)arguments[0]!, request, result, index);

    private async ValueTask<object?> Many(
        object? parent, object?[] arguments, RequestContext request, ResultNode result, int index)
    {
        var ids = (object?[])arguments[0]!;
        if (ids.Length > MaxBatch)
        {
            throw new GraphQLException($"At most {MaxBatch} ids at once.", ErrorCodes.BadUserInput);
        }

        // All are started before the first is awaited, so that loaders see them together.
        var started = new Task<object?>[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            started[i] = Guarded((string)ids[i]!, request, result, index);
        }

        var found = new object?[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            found[i] = await started[i].ConfigureAwait(false);
        }

        return found;
    }

    // An item that fails is an error at its own place of the list.
    private async Task<object?> Guarded(string id, RequestContext request, ResultNode result, int index)
    {
        try
        {
            return await Find(id, request, result, index).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e;
        }
    }

    private ValueTask<object?> Find(string id, RequestContext request, ResultNode result, int index)
    {
        if (!OpaqueId.TryDecode(id, out var type, out _) || !_resolvers.TryGetValue(type, out var known))
        {
            throw new GraphQLException($"\"{OpaqueId.Shown(id)}\" is no id.", ErrorCodes.BadUserInput);
        }

        object?[] arguments = [OpaqueId.Read(id, known.Id)];
        return known.Resolver.Rule is { } rule
            ? ResolveGuarded(rule, known.Resolver, arguments, request, result, index)
            : Resolve(known.Resolver, arguments, request, result, index);
    }

    private static ValueTask<object?> Resolve(
        FieldBinding resolver, object?[] arguments, RequestContext request, ResultNode result, int index) =>
        resolver.Sync is { } sync
            ? new ValueTask<object?>(sync(null, arguments, request, result, index))
            : resolver.Async!(null, arguments, request, result, index);

    private static async ValueTask<object?> ResolveGuarded(
        FieldRule rule,
        FieldBinding resolver,
        object?[] arguments,
        RequestContext request,
        ResultNode result,
        int index)
    {
        await FieldRules.DemandAsync(rule, request).ConfigureAwait(false);
        return await Resolve(resolver, arguments, request, result, index).ConfigureAwait(false);
    }
}
