using System.Diagnostics;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Benchmarks;

/// <summary>What building a graph of 3,000 concepts and planning through it costs: medians and the worst.</summary>
internal static class PathLook
{
    private const int Concepts = 3000;
    private const int Edges = 6500;
    private const int Rounds = 200;

    public static void Run()
    {
        // Each concept requires a few that come shortly before it: long chains, many ancestors, no cycle.
        var random = new Prng(1);
        var edges = new (int, int)[Edges];
        for (int i = 0; i < Edges; i++)
        {
            int above = 1 + random.NextInt(Concepts - 1);
            edges[i] = (above, Math.Max(0, above - 1 - random.NextInt(60)));
        }

        var graph = ConceptGraph.Build(Concepts, edges);
        bool[] isMastered = new bool[Concepts];
        double[] knowledge = [.. Enumerable.Range(0, Concepts).Select(_ => 0.6 * random.NextDouble())];
        double[] minutes = [.. Enumerable.Repeat(20.0, Concepts)];
        int steps = LearningPath.To(graph, Concepts - 1, isMastered, knowledge, minutes).Steps.Count;

        Console.WriteLine($"{Concepts} concepts, {Edges} requirements; the walk to the last one has {steps} steps");
        Console.WriteLine($"{"case",-32} {"median ms",10} {"worst ms",10} {"KB",8}");
        Show("build the graph", () => ConceptGraph.Build(Concepts, edges).Count);
        Show(
            "walk to the last concept",
            () => LearningPath.To(graph, Concepts - 1, isMastered, knowledge, minutes).Steps.Count);
    }

    private static void Show(string name, Func<int> run)
    {
        double[] milliseconds = new double[Rounds];
        for (int i = 0; i < Rounds / 10; i++) run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        long bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        Array.Sort(milliseconds);
        Console.WriteLine(
            $"{name,-32} {milliseconds[Rounds / 2],10:0.000} {milliseconds[^1],10:0.000} {bytes / 1024,8}");
    }
}
