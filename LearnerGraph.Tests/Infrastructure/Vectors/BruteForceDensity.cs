namespace LearnerGraph.Tests.Infrastructure.Vectors;

/// <summary>
/// HDBSCAN from its definition: at every distance the connected parts of the graph of rows within mutual reach, those
/// of enough rows being clusters; no spanning tree, no condensing.
/// </summary>
internal static class BruteForceDensity
{
    public static int[] Labels(double[][] rows, int minClusterSize, int minSamples)
    {
        var n = rows.Length;
        var distance = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                distance[i, j] = (float)Math.Sqrt(rows[i].Zip(rows[j], (a, b) => (a - b) * (a - b)).Sum());
        }

        var core = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => distance[i, j])
            .Order().ElementAt(minSamples - 1)).ToArray();
        var reach = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) reach[i, j] = Math.Max(distance[i, j], Math.Max(core[i], core[j]));
        }

        // From far to near: each big part of a level lies in one of the level before; where only one big part is left
        // of it, it is the same cluster.
        var levels = reach.Cast<double>().Where(value => value > 0).Distinct().OrderDescending().ToArray();
        var clusters = new List<Cluster> { new(-1, 0, [.. Enumerable.Range(0, n)]) };
        var open = new List<(int Id, HashSet<int> Rows)> { (0, [.. Enumerable.Range(0, n)]) };
        foreach (var level in levels)
        {
            var next = new List<(int, HashSet<int>)>();
            foreach (var (id, part) in open)
            {
                // Just below the level, every edge of it is cut.
                var parts = Parts(part, (i, j) => reach[i, j] < level);
                var big = parts.Where(one => one.Count >= minClusterSize).ToList();
                foreach (var row in part.Where(row => big.Count == 0 || !big.Any(one => one.Contains(row))))
                    clusters[id].Leaves[row] = 1 / level;
                if (big.Count == 1)
                {
                    next.Add((id, big[0]));
                    continue;
                }

                foreach (var one in big)
                {
                    foreach (var row in one) clusters[id].Leaves[row] = 1 / level;
                    clusters.Add(new Cluster(id, 1 / level, [.. one]));
                    next.Add((clusters.Count - 1, one));
                }
            }

            open = next;
        }

        return Choose(clusters, n);
    }

    // The family of disjoint clusters of greatest total stability, by trying both ways at every one.
    private static int[] Choose(List<Cluster> clusters, int n)
    {
        (double Total, List<int> Chosen) Best(int id)
        {
            var children = Enumerable.Range(0, clusters.Count).Where(c => clusters[c].Parent == id).ToList();
            var below = children.Select(Best).ToList();
            var (sum, chosen) = (below.Sum(b => b.Total), below.SelectMany(b => b.Chosen).ToList());
            var own = clusters[id].Leaves.Sum(leaf => leaf.Value - clusters[id].Birth);
            return id > 0 && (children.Count == 0 || own >= sum) ? (own, [id]) : (sum, chosen);
        }

        var labels = Enumerable.Repeat(-1, n).ToArray();
        foreach (var (id, label) in Best(0).Chosen.Select((id, label) => (id, label)))
        {
            foreach (var row in clusters[id].Rows) labels[row] = label;
        }

        return labels;
    }

    private static List<HashSet<int>> Parts(HashSet<int> rows, Func<int, int, bool> isJoined)
    {
        var left = new HashSet<int>(rows);
        var parts = new List<HashSet<int>>();
        while (left.Count > 0)
        {
            var part = new HashSet<int>();
            var open = new Stack<int>([left.First()]);
            while (open.TryPop(out var row))
            {
                if (!left.Remove(row)) continue;
                part.Add(row);
                foreach (var other in left.Where(other => isJoined(row, other))) open.Push(other);
            }

            parts.Add(part);
        }

        return parts;
    }

    private sealed record Cluster(int Parent, double Birth, int[] Rows)
    {
        public Dictionary<int, double> Leaves { get; } = [];
    }
}
