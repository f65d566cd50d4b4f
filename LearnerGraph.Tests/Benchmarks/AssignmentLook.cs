using System.Diagnostics;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Tests.Benchmarks;

/// <summary>What assigning one learner costs: batches of a thousand, the median and the best of them.</summary>
internal static class AssignmentLook
{
    private const int Batch = 1000;
    private const int Batches = 2000;

    public static void Run()
    {
        string[] units = [.. Enumerable.Range(0, Batch).Select(i => $"learner-{i}")];
        var whole = Start(1, null);
        Console.WriteLine($"{"case",-38} {"best ns",8} {"median ns",10} {"bytes",6}");
        Show("one lg1 hash", units, unit => UnitHash.Bucket(UnitHash.Variant, "exp:bench:1", unit));
        Show("decide, all traffic", units, unit => Decide(whole, unit));
        Show("decide, half the traffic", units, unit => Decide(Half, unit));
        Show("decide, a tenth, in a group", units, unit => Decide(Grouped, unit));
    }

    private static readonly Experiment Half = Start(0.5, null);
    private static readonly Experiment Grouped = Start(0.1, "recommendations");

    private static int Decide(Experiment experiment, string unit) =>
        Assignment.Decide(experiment, unit, new()).Bucket;

    private static Experiment Start(double traffic, string? group)
    {
        var plan = new ExperimentPlan(
            "Bench", "None.",
            [
                new("control", "Control", "hybrid_v1", [], 0.5, true),
                new("treatment", "Treatment", "content_based_v1", [], 0.5, false),
            ],
            MetricKind.PracticeMinutes, [], [], ExclusionGroup: group);
        var now = DateTimeOffset.UnixEpoch;
        return Experiment.Draft(TenantId.Default, "bench", plan, traffic, now, "bench").TryGet(out var draft, out _)
            && draft.Start(now, []).TryGet(out var running, out _)
            ? running
            : throw new InvalidOperationException("The plan is refused.");
    }

    private static void Show(string name, string[] units, Func<string, int> run)
    {
        var (nanoseconds, sum) = (new double[Batches], 0L);
        foreach (var unit in units) sum += run(unit);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var batch = 0; batch < Batches; batch++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var unit in units) sum += run(unit);
            nanoseconds[batch] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Batch;
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / ((long)Batch * Batches);
        Array.Sort(nanoseconds);
        Console.WriteLine(
            $"{name,-38} {nanoseconds[0],8:0} {nanoseconds[Batches / 2],10:0} {bytes,6} {(sum == 0 ? "empty" : "")}");
    }
}
