namespace LearnerGraph.Domain.Content;

/// <summary>
/// The prerequisite graph over dense concept indexes, read-only and free of cycles: an edge that would close a cycle
/// in foreign data is left out and reported, so that nothing that walks the graph can hang.
/// </summary>
/// <remarks>See docs/algorithms/content.md.</remarks>
public sealed class ConceptGraph
{
    private const double Damping = 0.85;

    private readonly CompressedRows _prerequisites;
    private readonly CompressedRows _dependents;
    private readonly int[] _order;
    private readonly int[] _depth;
    private readonly int[] _unlocks;
    private readonly double[] _importance;

    private ConceptGraph(CompressedRows prerequisites, int[] order, IReadOnlyList<IReadOnlyList<int>> cycles)
    {
        Count = prerequisites.Rows;
        Cycles = cycles;
        _prerequisites = prerequisites;
        _dependents = prerequisites.Transposed(Count);
        _depth = Depths(prerequisites, order);
        _order = SortedByDepth(_depth);
        _importance = PageRank();
        _unlocks = CountDependents();
    }

    public int Count { get; }

    /// <summary>Topological: every concept after its prerequisites; by depth, then by index.</summary>
    public ReadOnlySpan<int> Order => _order;

    /// <summary>The cycles found in the input, each as A, B, C, A; the last edge of each is not in the graph.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Cycles { get; }

    /// <summary>Builds from "From requires To" pairs; duplicates count once.</summary>
    public static ConceptGraph Build(int count, ReadOnlySpan<(int From, int To)> requires)
    {
        var pairs = requires.ToArray();
        Array.Sort(pairs);
        int kept = 0;
        for (int i = 0; i < pairs.Length; i++)
        {
            if (i == 0 || pairs[i] != pairs[i - 1]) pairs[kept++] = pairs[i];
        }

        var rows = CompressedRows.Build(count, pairs.AsSpan(0, kept));
        var (order, closing, cycles) = CycleFinder.Walk(rows);
        if (closing.Count == 0) return new ConceptGraph(rows, order, []);

        var acyclic = Array.FindAll(pairs[..kept], pair => !closing.Contains(pair));
        return new ConceptGraph(CompressedRows.Build(count, acyclic), order, cycles);
    }

    /// <summary>Direct prerequisites, ascending.</summary>
    public ReadOnlySpan<int> Prerequisites(int concept) => _prerequisites[concept];

    /// <summary>Concepts that require this one directly, ascending.</summary>
    public ReadOnlySpan<int> Dependents(int concept) => _dependents[concept];

    /// <summary>Edges in the longest prerequisite chain below; 0 for a concept without prerequisites.</summary>
    public int Depth(int concept) => _depth[concept];

    /// <summary>PageRank with damping 0.85, a concept voting for what it requires; scaled to a mean of 1.</summary>
    public double Importance(int concept) => _importance[concept];

    /// <summary>How many concepts require this one, directly or not.</summary>
    public int Unlocks(int concept) => _unlocks[concept];

    /// <summary>
    /// All transitive prerequisites, without the concept itself, in the order of <see cref="Order"/>.
    /// </summary>
    public int[] Ancestors(int concept) => InOrder(Reach(_prerequisites, concept));

    /// <summary>All transitive dependents, without the concept itself, in the order of <see cref="Order"/>.</summary>
    public int[] Descendants(int concept) => InOrder(Reach(_dependents, concept));

    /// <summary>The path From, .., To, From that the new edge would close; null where it closes none.</summary>
    public IReadOnlyList<int>? CycleClosedBy(int from, int to) =>
        CycleFinder.ClosedBy(from, to, concept => Prerequisites(concept).ToArray());

    private static int[] Depths(CompressedRows prerequisites, int[] order)
    {
        int[] depth = new int[order.Length];
        foreach (int concept in order)
        {
            foreach (int below in prerequisites[concept]) depth[concept] = Math.Max(depth[concept], depth[below] + 1);
        }

        return depth;
    }

    private static int[] SortedByDepth(int[] depth)
    {
        int[] order = [.. Enumerable.Range(0, depth.Length)];
        Array.Sort([.. depth.Select((below, concept) => (below, concept))], order);
        return order;
    }

    /// <summary>Solves r_i = t + 0.85 Σ r_j / out_j exactly, in one pass from the top down.</summary>
    /// <remarks>
    /// Concepts without prerequisites spread their rank evenly, which only scales t, and the scale is fixed by the
    /// mean:
    /// so no iteration is needed on an acyclic graph. Brin and Page, Computer Networks 30 (1998), 107-117.
    /// </remarks>
    private double[] PageRank()
    {
        double[] rank = new double[Count];
        double sum = 0;
        for (int i = Count - 1; i >= 0; i--)
        {
            int concept = _order[i];
            rank[concept] += 1;
            sum += rank[concept];
            var below = _prerequisites[concept];
            foreach (int to in below) rank[to] += Damping * rank[concept] / below.Length;
        }

        for (int i = 0; i < Count; i++) rank[i] *= Count / sum;
        return rank;
    }

    private int[] CountDependents()
    {
        int[] unlocks = new int[Count];
        int[] stamp = new int[Count];
        int[] stack = new int[Count];
        for (int start = 0; start < Count; start++)
        {
            int top = 0, mark = start + 1;
            stamp[start] = mark;
            stack[top++] = start;
            while (top > 0)
            {
                foreach (int next in _dependents[stack[--top]])
                {
                    if (stamp[next] == mark) continue;
                    stamp[next] = mark;
                    unlocks[start]++;
                    stack[top++] = next;
                }
            }
        }

        return unlocks;
    }

    private static List<int> Reach(CompressedRows rows, int start)
    {
        var reached = new List<int>();
        var seen = new HashSet<int> { start };
        var stack = new Stack<int>([start]);
        while (stack.TryPop(out int at))
        {
            foreach (int next in rows[at])
            {
                if (!seen.Add(next)) continue;
                reached.Add(next);
                stack.Push(next);
            }
        }

        return reached;
    }

    private int[] InOrder(List<int> concepts)
    {
        int[] sorted = [.. concepts];
        Array.Sort(sorted, (a, b) => _depth[a] != _depth[b] ? _depth[a].CompareTo(_depth[b]) : a.CompareTo(b));
        return sorted;
    }
}
