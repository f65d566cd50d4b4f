using System.Globalization;
using static LearnerGraph.Domain.Experiments.Calibration.CalibrationTrials;

namespace LearnerGraph.Domain.Experiments.Calibration;

/// <summary>One simulation to run: independent of the others, so that they may run side by side.</summary>
/// <param name="Weight">How much work it is, in learners drawn.</param>
public sealed record CalibrationTask(string Name, double Weight, Func<IReadOnlyList<CalibrationGate>> Run);

/// <summary>
/// The gates that a statistics engine must pass before a manager may believe it: rejections where nothing is to be
/// found, coverage, peeking, sample ratio, false discoveries, power. The same seed gives the same rates.
/// </summary>
/// <remarks>See docs/algorithms/experiments.md.</remarks>
public static class CalibrationPlan
{
    /// <param name="sizes">Learners in each arm.</param>
    public static IReadOnlyList<CalibrationTask> Tasks(int runs, ulong seed, IReadOnlyList<int> sizes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(runs);
        var tasks = new List<CalibrationTask>();
        foreach (var population in Enum.GetValues<Population>())
        {
            foreach (var size in sizes)
            {
                foreach (var isEven in (bool[])[true, false])
                {
                    var (own, control) = ((ulong)tasks.Count, isEven ? size : size / 5);
                    tasks.Add(new(
                        $"A/A {population}, {control}:{(2 * size) - control}", 2.0 * runs * size,
                        () => [Rejections(population, control, (2 * size) - control, runs, seed, own)]));
                }
            }
        }

        foreach (var d in (double[])[0, 0.2, 0.8])
        {
            var own = (ulong)tasks.Count;
            tasks.Add(new(
                string.Create(CultureInfo.InvariantCulture, $"coverage, d = {d}"), 400.0 * runs,
                () => Coverage(d, runs, seed, own)));
        }

        tasks.Add(new(
            "peeking", 2.0 * runs * SequentialLooks * LearnersPerLook, () => Peeking(runs, seed, 101)));
        tasks.Add(new(
            "sample ratio", (double)runs * RatioLooks * LearnersPerRatioLook, () => SampleRatios(runs, seed, 102)));
        tasks.Add(new("false discoveries", 50.0 * runs, () => Discoveries(runs, seed, 103)));
        tasks.Add(new("power", 100.0 * runs, () => Powers(runs, seed, 104)));
        return tasks;
    }
}
