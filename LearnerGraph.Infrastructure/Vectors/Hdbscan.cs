using System.Numerics.Tensors;
using LearnerGraph.Domain.Intelligence.Clustering;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Infrastructure.Vectors;

/// <summary>Clusters of any shape and number as dense places, and noise between them.</summary>
/// <remarks>
/// R. Campello, D. Moulavi, J. Sander, "Density-based clustering based on hierarchical density estimates", PAKDD 2013:
/// mutual reachability, its minimum spanning tree (Prim, n² distances and memory for n), the condensed tree, and the
/// clusters of greatest stability, never the whole. Euclidean distances.
/// </remarks>
/// <param name="minClusterSize">Rows that make a cluster, 2 or more.</param>
/// <param name="minSamples">Rows, itself counted, within whose reach a row counts as dense.</param>
public sealed class Hdbscan(int minClusterSize, int minSamples) : IClustering
{
    public string Name => "hdbscan";

    public Grouping Group(ReadOnlySpan<float> rows, int dimension, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minClusterSize, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minSamples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        var count = rows.Length / dimension;
        if (count < minClusterSize) return Noise(count);

        var merges = Merge(SpanningTree(rows, dimension, ct), count);
        return new CondensedTree(merges, count, minClusterSize).Select();
    }

    internal static Grouping Noise(int count)
    {
        var labels = new int[count];
        Array.Fill(labels, -1);
        return new Grouping(labels, new double[count], 0);
    }

    // Distance to the minSamples-th nearest row, the row itself being the first.
    private double[] CoreDistances(ReadOnlySpan<float> rows, int dimension, CancellationToken ct)
    {
        var count = rows.Length / dimension;
        var kept = Math.Min(minSamples, count);
        var core = new double[count];
        var scores = new float[kept];
        var items = new int[kept];
        for (var i = 0; i < count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var nearest = new TopK(scores, items);
            var row = rows.Slice(i * dimension, dimension);
            for (var j = 0; j < count; j++)
                nearest.Offer(j, -TensorPrimitives.Distance(row, rows.Slice(j * dimension, dimension)));
            core[i] = -scores[0];
        }

        return core;
    }

    // Edges a - b by weight max(core a, core b, distance), lightest first.
    private Edge[] SpanningTree(ReadOnlySpan<float> rows, int dimension, CancellationToken ct)
    {
        var core = CoreDistances(rows, dimension, ct);
        var edges = new Edge[core.Length - 1];
        var reach = new double[core.Length];
        var from = new int[core.Length];
        var isIn = new bool[core.Length];
        Array.Fill(reach, double.PositiveInfinity);
        var at = 0;
        for (var e = 0; e < edges.Length; e++)
        {
            ct.ThrowIfCancellationRequested();
            isIn[at] = true;
            var (next, least) = (-1, double.PositiveInfinity);
            var row = rows.Slice(at * dimension, dimension);
            for (var j = 0; j < core.Length; j++)
            {
                if (isIn[j]) continue;
                double distance = TensorPrimitives.Distance(row, rows.Slice(j * dimension, dimension));
                var mutual = Math.Max(distance, Math.Max(core[at], core[j]));
                if (mutual < reach[j]) (reach[j], from[j]) = (mutual, at);
                if (next < 0 || reach[j] < least) (next, least) = (j, reach[j]);
            }

            edges[e] = new Edge(from[next], next, least);
            at = next;
        }

        Array.Sort(edges, static (a, b) =>
            (a.Weight, a.From, a.To).CompareTo((b.Weight, b.From, b.To)));
        return edges;
    }

    // Nodes below count are rows; node count + i is what edge i joined.
    private static Join[] Merge(Edge[] edges, int count)
    {
        var parent = new int[count + edges.Length];
        for (var i = 0; i < parent.Length; i++) parent[i] = i;
        var joins = new Join[edges.Length];
        for (var i = 0; i < edges.Length; i++)
        {
            int left = Root(edges[i].From), right = Root(edges[i].To);
            parent[left] = parent[right] = count + i;
            joins[i] = new Join(left, right, edges[i].Weight, Size(left) + Size(right));
        }

        return joins;

        int Size(int node) => node < count ? 1 : joins[node - count].Size;

        int Root(int node)
        {
            while (parent[node] != node) node = parent[node] = parent[parent[node]];
            return node;
        }
    }

    private readonly record struct Edge(int From, int To, double Weight);
}

/// <summary>Two parts that become one at a distance.</summary>
internal readonly record struct Join(int Left, int Right, double Distance, int Size);
