using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Content;

public sealed class ConceptGraphTests
{
    // 5 requires 3 and 4, 4 requires 2, 3 requires 1 and 2, 2 requires 0, 1 requires 0.
    private static readonly (int, int)[] Six = [(5, 3), (5, 4), (4, 2), (3, 1), (3, 2), (2, 0), (1, 0)];

    [Fact]
    public void Build_knows_both_directions_depth_order_and_what_a_concept_unlocks()
    {
        var graph = ConceptGraph.Build(6, Six);

        graph.Prerequisites(3).ToArray().Should().Equal(1, 2);
        graph.Dependents(2).ToArray().Should().Equal(3, 4);
        graph.Order.ToArray().Should().Equal(0, 1, 2, 3, 4, 5);
        Enumerable.Range(0, 6).Select(graph.Depth).Should().Equal(0, 1, 1, 2, 2, 3);
        Enumerable.Range(0, 6).Select(graph.Unlocks).Should().Equal(5, 2, 3, 1, 1, 0);
        graph.Ancestors(4).Should().Equal(0, 2);
        graph.Descendants(1).Should().Equal(3, 5);
        graph.Cycles.Should().BeEmpty();
    }

    [Fact]
    public void Importance_of_six_nodes_equals_the_hand_computed_values()
    {
        var graph = ConceptGraph.Build(6, Six);

        // x5 = 1, x3 = x4 = 1 + .85/2, x1 = 1 + .85 x3/2, x2 = 1 + .85 (x4 + x3/2), x0 = 1 + .85 (x1 + x2); mean to 1.
        double x3 = 1.425, x1 = 1 + (0.85 * x3 / 2), x2 = 1 + (0.85 * (x3 + (x3 / 2))), x0 = 1 + (0.85 * (x1 + x2));
        double[] x = [x0, x1, x2, x3, x3, 1];
        for (int i = 0; i < 6; i++) graph.Importance(i).Should().BeApproximately(x[i] * 6 / x.Sum(), 1e-12);
    }

    [Fact]
    public void Importance_agrees_with_power_iteration_on_random_graphs()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var graph = Random(seed, 40, 90);
            double[] rank = PowerIteration(graph);
            for (int i = 0; i < graph.Count; i++) graph.Importance(i).Should().BeApproximately(rank[i], 1e-9);
        }
    }

    [Fact]
    public void Order_depth_and_ancestors_agree_with_the_textbook_on_random_graphs()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var graph = Random(seed, 30, 60);
            int[] place = new int[graph.Count];
            for (int i = 0; i < graph.Count; i++) place[graph.Order[i]] = i;
            for (int concept = 0; concept < graph.Count; concept++)
            {
                var expected = new HashSet<int>();
                Collect(graph, concept, expected);
                graph.Ancestors(concept).Should().BeEquivalentTo(expected);
                graph.Depth(concept).Should().Be(LongestChain(graph, concept));
                foreach (int below in graph.Prerequisites(concept)) place[below].Should().BeLessThan(place[concept]);
                graph.Unlocks(concept).Should().Be(graph.Descendants(concept).Length);
            }
        }
    }

    [Fact]
    public void Build_leaves_out_edges_that_close_a_cycle_and_names_the_cycles()
    {
        var graph = ConceptGraph.Build(5, [(0, 1), (1, 2), (2, 0), (3, 3), (3, 0), (3, 0), (4, 3)]);

        graph.Cycles.Should().HaveCount(2);
        graph.Cycles[0].Should().Equal(0, 1, 2, 0);
        graph.Cycles[1].Should().Equal(3, 3);
        graph.Prerequisites(2).ToArray().Should().BeEmpty();
        graph.Prerequisites(3).ToArray().Should().Equal(0);
        graph.Ancestors(4).Should().Equal(2, 1, 0, 3);
    }

    [Fact]
    public void CycleClosedBy_names_the_way_round()
    {
        var graph = ConceptGraph.Build(4, [(0, 1), (1, 2)]);

        graph.CycleClosedBy(2, 0).Should().Equal(2, 0, 1, 2);
        graph.CycleClosedBy(0, 2).Should().BeNull();
        graph.CycleClosedBy(3, 3).Should().Equal(3, 3);
    }

    [Fact]
    public void Build_survives_a_long_chain_and_no_concepts_at_all()
    {
        // No recursion: a recursive walk would overflow the stack here.
        var pairs = new (int, int)[3_000];
        for (int i = 0; i < pairs.Length; i++) pairs[i] = (i + 1, i);
        ConceptGraph.Build(pairs.Length + 1, pairs).Depth(pairs.Length).Should().Be(pairs.Length);
        ConceptGraph.Build(0, []).Count.Should().Be(0);
    }

    private static ConceptGraph Random(ulong seed, int count, int edges)
    {
        var prng = new Prng(seed);
        var pairs = new (int, int)[edges];
        for (int i = 0; i < edges; i++)
        {
            int a = prng.NextInt(count), b = prng.NextInt(count);
            pairs[i] = a > b ? (a, b) : (b, a == b ? (a + count - 1) % count : a);
            if (pairs[i].Item1 < pairs[i].Item2) pairs[i] = (pairs[i].Item2, pairs[i].Item1);
        }

        return ConceptGraph.Build(count, pairs);
    }

    private static void Collect(ConceptGraph graph, int concept, HashSet<int> into)
    {
        foreach (int below in graph.Prerequisites(concept))
        {
            into.Add(below);
            Collect(graph, below, into);
        }
    }

    private static int LongestChain(ConceptGraph graph, int concept)
    {
        int longest = 0;
        foreach (int below in graph.Prerequisites(concept)) longest = Math.Max(longest, 1 + LongestChain(graph, below));
        return longest;
    }

    private static double[] PowerIteration(ConceptGraph graph)
    {
        int n = graph.Count;
        double[] rank = new double[n];
        Array.Fill(rank, 1.0 / n);
        for (int round = 0; round < 300; round++)
        {
            double dangling = 0;
            double[] next = new double[n];
            for (int i = 0; i < n; i++)
            {
                var below = graph.Prerequisites(i);
                if (below.Length == 0) dangling += rank[i];
                foreach (int to in below) next[to] += 0.85 * rank[i] / below.Length;
            }

            for (int i = 0; i < n; i++) next[i] += (0.15 / n) + (0.85 * dangling / n);
            rank = next;
        }

        return [.. rank.Select(r => r * n)];
    }
}
