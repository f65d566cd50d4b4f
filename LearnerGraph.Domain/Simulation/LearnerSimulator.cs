using System.Globalization;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Simulation;

/// <summary>
/// Makes up learners who learn, forget and keep or lose a habit, and the log of their answers: for demonstrations, load
/// and experiment tests. The same catalog, seed and end give the same log, learner by learner.
/// </summary>
/// <remarks>See docs/algorithms/simulation.md.</remarks>
public static class LearnerSimulator
{
    /// <summary>Each learner depends on seed and index alone, so that a greater count only adds learners.</summary>
    /// <param name="days">Local days of history that end on the day of <paramref name="end"/>.</param>
    /// <param name="end">Nobody answers later than that.</param>
    /// <param name="practiceFactor">
    /// Multiplies the length of sessions by learner and local day, for effects known in advance.
    /// </param>
    public static IEnumerable<SimulatedLearner> Run(
        CatalogSnapshot catalog,
        int count,
        int days,
        ulong seed,
        DateTimeOffset end,
        Func<int, LocalDay, double>? practiceFactor = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        for (int index = 0; index < count; index++)
        {
            int learner = index;
            yield return new SimulatedLife(catalog, days, seed, index, end)
                .Live(day => practiceFactor?.Invoke(learner, day) ?? 1);
        }
    }

    /// <summary>What other systems would call the learner; known before it lives.</summary>
    public static string ExternalIdOf(ulong seed, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"sim-{seed:x}-{index + 1:00000}");
}
