using LearnerGraph.Domain.Intelligence.Clustering;

namespace LearnerGraph.Infrastructure.Vectors;

/// <summary>
/// The tree of joins without the splits that only lose a few rows: a cluster shrinks until it falls into two.
/// </summary>
/// <remarks>
/// Density λ = 1 / distance; a cluster's stability is Σ over its rows of (λ at which the row leaves − λ at which the
/// cluster began). Rows at distance 0 count as 1e-12 apart, so that sums stay finite.
/// </remarks>
internal sealed class CondensedTree
{
    private const double Nearest = 1e-12;

    private readonly Join[] _joins;
    private readonly int _rows;
    private readonly int _least;
    private readonly List<Cluster> _clusters = [];
    private readonly int[] _clusterOf;
    private readonly double[] _leaves;

    public CondensedTree(Join[] joins, int rows, int least)
    {
        (_joins, _rows, _least) = (joins, rows, least);
        _clusterOf = new int[rows];
        _leaves = new double[rows];
        _clusters.Add(new Cluster(-1, 0));
        Condense();
    }

    /// <summary>Clusters in the order of their smallest row.</summary>
    public Grouping Select()
    {
        var total = new double[_clusters.Count];
        for (var row = 0; row < _rows; row++)
            total[_clusterOf[row]] += _leaves[row] - _clusters[_clusterOf[row]].Birth;

        // A split ends the stay of every row that goes on into the halves.
        var sizes = new int[_clusters.Count];
        for (var row = 0; row < _rows; row++) sizes[_clusterOf[row]]++;
        for (var c = _clusters.Count - 1; c > 0; c--)
        {
            sizes[_clusters[c].Parent] += sizes[c];
            total[_clusters[c].Parent] += sizes[c] * (_clusters[c].Birth - _clusters[_clusters[c].Parent].Birth);
        }

        // Children are numbered after their parents, so one way back up decides.
        var isChosen = new bool[_clusters.Count];
        var best = new double[_clusters.Count];
        for (var c = _clusters.Count - 1; c > 0; c--)
        {
            isChosen[c] = !_clusters[c].IsSplit || total[c] >= best[c];
            best[c] = Math.Max(total[c], best[c]);
            best[_clusters[c].Parent] += best[c];
        }

        return Label(isChosen);
    }

    private Grouping Label(bool[] isChosen)
    {
        // The topmost chosen one on the way from the root is the cluster of all below it.
        var top = new int[_clusters.Count];
        top[0] = -1;
        for (var c = 1; c < top.Length; c++)
            top[c] = top[_clusters[c].Parent] >= 0 ? top[_clusters[c].Parent] : isChosen[c] ? c : -1;

        // What outlives the cluster in a part of it belongs to it fully.
        var densest = new double[_clusters.Count];
        for (var row = 0; row < _rows; row++)
            densest[_clusterOf[row]] = Math.Max(densest[_clusterOf[row]], _leaves[row]);
        foreach (var cluster in _clusters.Skip(1))
            densest[cluster.Parent] = Math.Max(densest[cluster.Parent], cluster.Birth);

        var grouping = Hdbscan.Noise(_rows);
        var labels = new Dictionary<int, int>();
        for (var row = 0; row < _rows; row++)
        {
            if (top[_clusterOf[row]] is not (>= 0 and var c)) continue;
            if (!labels.TryGetValue(c, out var label)) labels.Add(c, label = labels.Count);
            grouping.Labels[row] = label;
            grouping.Probabilities[row] = Math.Min(1, _leaves[row] / densest[c]);
        }

        return grouping with { Count = labels.Count };
    }

    private void Condense()
    {
        var open = new Stack<(int Node, int Cluster)>();
        open.Push((_rows + _joins.Length - 1, 0));
        while (open.TryPop(out var at))
        {
            var distance = Math.Max(_joins[at.Node - _rows].Distance, Nearest);
            var parts = PartsBelow(at.Node, distance);
            var going = parts.Count(part => Size(part) >= _least);
            if (going > 1) _clusters[at.Cluster] = _clusters[at.Cluster] with { IsSplit = true };
            foreach (var part in parts)
            {
                if (Size(part) < _least)
                {
                    Drop(part, at.Cluster, 1 / distance);
                    continue;
                }

                if (going > 1) _clusters.Add(new Cluster(at.Cluster, 1 / distance));
                open.Push((part, going > 1 ? _clusters.Count - 1 : at.Cluster));
            }
        }
    }

    // All joins of one distance come apart at once, or the result would hang on the order of equal edges.
    private List<int> PartsBelow(int node, double distance)
    {
        var parts = new List<int>();
        var open = new Stack<int>([node]);
        while (open.TryPop(out var at))
        {
            if (at < _rows || Math.Max(_joins[at - _rows].Distance, Nearest) < distance)
            {
                parts.Add(at);
                continue;
            }

            open.Push(_joins[at - _rows].Right);
            open.Push(_joins[at - _rows].Left);
        }

        return parts;
    }

    private void Drop(int node, int cluster, double density)
    {
        var open = new Stack<int>();
        open.Push(node);
        while (open.TryPop(out var at))
        {
            if (at < _rows)
            {
                (_clusterOf[at], _leaves[at]) = (cluster, density);
                continue;
            }

            open.Push(_joins[at - _rows].Left);
            open.Push(_joins[at - _rows].Right);
        }
    }

    private int Size(int node) => node < _rows ? 1 : _joins[node - _rows].Size;

    private readonly record struct Cluster(int Parent, double Birth)
    {
        public bool IsSplit { get; init; }
    }
}
