using System.Diagnostics;
using LearnerGraph.Domain.Recommendations;

namespace LearnerGraph.Tests.Benchmarks;

/// <summary>Medians and allocated bytes without a benchmark run's minutes.</summary>
internal static class QuickLook
{
    private const int Rounds = 4000;

    public static void Recommend()
    {
        Console.WriteLine($"{"policy",-28} {"n",3} {"learner",-10} {"median µs",10} {"p99 µs",10} {"bytes",8}");
        foreach (string policy in (string[])["hybrid_v1", "collaborative_filtering_v2", "popularity_v1", "random_v1"])
        {
            foreach (int count in (int[])[10, 50])
            {
                var set = new RecommendBenchmark { Policy = policy, Count = count };
                Show(policy, count, "practised", set.Practised);
                Show(policy, count, "new", set.New);
            }
        }
    }

    private static void Show(string policy, int count, string learner, Func<RecommendationSet> run)
    {
        for (int i = 0; i < Rounds; i++) run();
        double[] microseconds = new double[Rounds];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            microseconds[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        long bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        Array.Sort(microseconds);
        Console.WriteLine(
            $"{policy,-28} {count,3} {learner,-10} {microseconds[Rounds / 2],10:0.0} "
            + $"{microseconds[Rounds * 99 / 100],10:0.0} {bytes,8}");
    }
}
