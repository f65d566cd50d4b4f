using LearnerGraph.Domain.Experiments.Calibration;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>Runs simulated experiments side by side; the answer does not depend on how many cores there are.</summary>
internal static class SimulateExperiments
{
    public static Result<SimulationSummary> Run(
        SimulationQuestion question, IProgress<double> progress, CancellationToken ct)
    {
        if (question.Check() is { } wrong) return new Problem.Invalid(wrong);
        var outcomes = new SimulatedOutcome[question.Runs];
        var done = 0;
        Parallel.For(0, question.Runs, new ParallelOptions { CancellationToken = ct }, run =>
        {
            outcomes[run] = SimulatedExperiment.Run(question, run);
            Tell(progress, (double)Interlocked.Increment(ref done) / question.Runs);
        });
        return SimulationSummary.Of(question, outcomes);
    }

    /// <summary>All gates, in the order of the plan.</summary>
    public static IReadOnlyList<CalibrationGate> Calibrate(
        int runs, ulong seed, IReadOnlyList<int> sizes, IProgress<double> progress, CancellationToken ct)
    {
        var tasks = CalibrationPlan.Tasks(runs, seed, sizes);
        var gates = new IReadOnlyList<CalibrationGate>[tasks.Count];
        var (total, done) = (tasks.Sum(task => task.Weight), 0.0);
        var order = Enumerable.Range(0, tasks.Count).OrderByDescending(i => tasks[i].Weight);
        Parallel.ForEach(order, new ParallelOptions { CancellationToken = ct }, i =>
        {
            gates[i] = tasks[i].Run();
            lock (tasks) Tell(progress, (done += tasks[i].Weight) / total);
        });
        return [.. gates.SelectMany(one => one)];
    }

    private static void Tell(IProgress<double> progress, double share)
    {
        lock (progress) progress.Report(share);
    }
}
