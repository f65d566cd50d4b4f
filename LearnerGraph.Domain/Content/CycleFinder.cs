namespace LearnerGraph.Domain.Content;

/// <summary>
/// Depth-first walk over prerequisite edges that finds the edges closing a cycle and names each cycle.
/// </summary>
internal static class CycleFinder
{
    private enum Mark : byte
    {
        New,
        OnPath,
        Done,
    }

    /// <summary>In order of the indexes and without recursion, so that a chain of any length is safe.</summary>
    /// <returns>
    /// An order with prerequisites first, the edges left out of it, and the cycles that these would close.
    /// </returns>
    public static (int[] Order, HashSet<(int From, int To)> Closing, IReadOnlyList<IReadOnlyList<int>> Cycles) Walk(
        CompressedRows prerequisites)
    {
        int count = prerequisites.Rows;
        var marks = new Mark[count];
        int[] path = new int[count];
        int[] nextEdge = new int[count];
        int[] order = new int[count];
        int done = 0;
        var closing = new HashSet<(int, int)>();
        var cycles = new List<IReadOnlyList<int>>();

        for (int root = 0; root < count; root++)
        {
            if (marks[root] != Mark.New) continue;
            int depth = 0;
            path[depth++] = root;
            marks[root] = Mark.OnPath;
            while (depth > 0)
            {
                int at = path[depth - 1];
                var edges = prerequisites[at];
                if (nextEdge[at] == edges.Length)
                {
                    marks[at] = Mark.Done;
                    order[done++] = at;
                    depth--;
                    continue;
                }

                int to = edges[nextEdge[at]++];
                if (marks[to] == Mark.New)
                {
                    marks[to] = Mark.OnPath;
                    path[depth++] = to;
                }
                else if (marks[to] == Mark.OnPath && closing.Add((at, to)))
                {
                    int start = Array.IndexOf(path, to, 0, depth);
                    cycles.Add([.. path[start..depth], to]);
                }
            }
        }

        return (order, closing, cycles);
    }

    /// <summary>The shortest way From, To, .., From that a new edge would close; null where it closes none.</summary>
    public static IReadOnlyList<T>? ClosedBy<T>(T from, T to, Func<T, IReadOnlyList<T>> prerequisites)
        where T : notnull
    {
        var same = EqualityComparer<T>.Default;
        var cameFrom = new Dictionary<T, T> { [to] = to };
        var queue = new Queue<T>([to]);
        while (!cameFrom.ContainsKey(from) && queue.TryDequeue(out var at))
        {
            foreach (var next in prerequisites(at))
            {
                if (cameFrom.TryAdd(next, at)) queue.Enqueue(next);
            }
        }

        if (!cameFrom.ContainsKey(from)) return null;
        var path = new List<T> { from };
        for (var at = from; !same.Equals(at, to); at = cameFrom[at]) path.Add(cameFrom[at]);
        path.Add(from);
        path.Reverse();
        return path;
    }
}
