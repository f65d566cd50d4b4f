using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Contract;

/// <summary>Cuts pages out of lists and of what a store has read.</summary>
internal static class Pages
{
    /// <summary>A page of a list in memory, ascending by key.</summary>
    public static Connection<T> Of<T>(IReadOnlyList<T> all, Func<T, long> key, PagingArguments paging)
    {
        var from = Cursor.Read(paging.After) is { } after ? FirstAbove(all, key, after) : 0;
        var to = Cursor.Read(paging.Before) is { } before ? FirstAbove(all, key, before - 1) : all.Count;
        to = Math.Max(from, to);
        var start = paging.IsBackward ? Math.Max(from, to - paging.Size) : from;
        var end = paging.IsBackward ? to : Math.Min(to, from + paging.Size);
        var rows = new T[end - start];
        for (var i = 0; i < rows.Length; i++) rows[i] = all[start + i];
        return Connect(rows, key, end < all.Count, start > 0, all.Count);
    }

    /// <summary>A page of rows that a store has read in the order of the list, one more than asked for.</summary>
    /// <param name="isBackward">The rows come from the end and were read in reverse.</param>
    public static Connection<T> Of<T>(
        IReadOnlyList<T> oneMore, Func<T, long> key, PagingArguments paging,
        Func<CancellationToken, ValueTask<int>> count)
    {
        var hasMore = oneMore.Count > paging.Size;
        var rows = oneMore.Take(paging.Size);
        if (paging.IsBackward) rows = rows.Reverse();
        var hasNext = paging.IsBackward ? paging.Before is not null : hasMore;
        var hasPrevious = paging.IsBackward ? hasMore : paging.After is not null;
        return Connect([.. rows], key, hasNext, hasPrevious, count);
    }

    private static Connection<T> Connect<T>(
        T[] rows, Func<T, long> key, bool hasNext, bool hasPrevious, int count) =>
        Connect(rows, key, hasNext, hasPrevious, _ => ValueTask.FromResult(count));

    private static Connection<T> Connect<T>(
        T[] rows, Func<T, long> key, bool hasNext, bool hasPrevious, Func<CancellationToken, ValueTask<int>> count)
    {
        var edges = Array.ConvertAll(rows, row => new Edge<T>(Cursor.Write(key(row)), row));
        var info = new PageInfo(
            hasNext, hasPrevious,
            edges.Length > 0 ? edges[0].Cursor : null,
            edges.Length > 0 ? edges[^1].Cursor : null);
        return new Connection<T>(edges, info, count);
    }

    private static int FirstAbove<T>(IReadOnlyList<T> rows, Func<T, long> key, long value)
    {
        int low = 0, high = rows.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (key(rows[middle]) > value) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
