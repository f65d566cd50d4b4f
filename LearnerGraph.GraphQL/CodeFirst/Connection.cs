namespace LearnerGraph.GraphQL;

/// <summary>What a client asked of a connection, checked and capped: exactly one of First and Last is set.</summary>
public sealed record PagingArguments(int? First, string? After, int? Last, string? Before)
{
    /// <summary>Asked page size.</summary>
    public int Size => First ?? Last ?? 0;

    public bool IsBackward => Last is not null;
}

[ObjectType]
[GraphQLDescription("Where a page stands in its list.")]
public sealed record PageInfo(
    [GraphQLDescription("Whether more comes behind the page.")] bool HasNextPage,
    [GraphQLDescription("Whether something comes before the page.")] bool HasPreviousPage,
    [GraphQLDescription("Cursor of the first item; null for an empty page.")] string? StartCursor,
    [GraphQLDescription("Cursor of the last item; null for an empty page.")] string? EndCursor);

/// <summary>An item with the cursor behind which the list goes on.</summary>
public readonly record struct Edge<T>(string Cursor, T Node);

/// <summary>One page of a list; served as NameConnection, where Name is the type of the item.</summary>
public sealed class Connection<T>(
    IReadOnlyList<Edge<T>> edges, PageInfo pageInfo, Func<CancellationToken, ValueTask<int>> totalCount)
{
    public IReadOnlyList<Edge<T>> Edges { get; } = edges;

    public PageInfo PageInfo { get; } = pageInfo;

    /// <summary>Counted only when it is asked for.</summary>
    public ValueTask<int> CountAsync(CancellationToken ct) => totalCount(ct);
}
