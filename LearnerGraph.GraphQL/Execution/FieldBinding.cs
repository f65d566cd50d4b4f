namespace LearnerGraph.GraphQL.Execution;

/// <summary>Reads a leaf straight from the parent value into the response.</summary>
internal delegate void LeafReader(object parent, ref ResultValue slot);

/// <summary>A resolver that has its value at once; arguments come in the order of their definitions.</summary>
internal delegate object? SyncResolver(
    object? parent, object?[] arguments, RequestContext request, ResultNode result, int index);

/// <summary>A resolver that may have to wait.</summary>
internal delegate ValueTask<object?> AsyncResolver(
    object? parent, object?[] arguments, RequestContext request, ResultNode result, int index);

/// <summary>The events of a subscription field.</summary>
internal delegate IAsyncEnumerable<object?> StreamResolver(object?[] arguments, RequestContext request);

/// <summary>How a field gets its value: exactly one of the resolvers is set, or a subscription's stream.</summary>
internal sealed class FieldBinding
{
    public LeafReader? Leaf { get; init; }

    public SyncResolver? Sync { get; init; }

    public AsyncResolver? Async { get; init; }

    public StreamResolver? Stream { get; init; }

    /// <summary>Turns coerced arguments into C# values, by position; null takes the value as it is.</summary>
    public IReadOnlyList<Func<object?, object?>?> Binders { get; init; } = [];

    /// <summary>Who may see the field; null for everybody who may ask at all.</summary>
    public FieldRule? Rule { get; init; }
}
