namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>
/// A training between two epochs, so that it can go on later to the same bits: tensors, the optimiser's moments, steps
/// and rate, and the schedule. Chance needs no place in it: each epoch and step draws from its own stream of the seed.
/// </summary>
internal static class Checkpoint
{
    private const string Suffix = "/training";

    /// <summary>Writes the state after <paramref name="epochs"/> epochs.</summary>
    public static void Save(
        Stream stream, ITrainedNetwork network, Adam optimiser, PlateauSchedule schedule, int epochs)
    {
        var (best, since, sinceShrink) = schedule.State;
        var settings = new Dictionary<string, double>(network.Settings)
        {
            ["training.epochs"] = epochs,
            ["training.steps"] = optimiser.Steps,
            ["training.rate"] = optimiser.Rate,
            ["training.best"] = best,
            ["training.since"] = since,
            ["training.since-shrink"] = sinceShrink,
        };
        var tensors = network.Parameters.SelectMany((p, i) => new[]
        {
            (p.Name, p.Shape, p.Values),
            ($"{p.Name}/mean", p.Shape, optimiser.Means[i]),
            ($"{p.Name}/square", p.Shape, optimiser.Squares[i]),
        });
        NetworkFile.Save(network.Kind + Suffix, settings, tensors, stream);
    }

    /// <summary>
    /// Brings network, optimiser and schedule to what was saved; answers the epochs done.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of a network of other sizes.</exception>
    public static int Load(Stream stream, ITrainedNetwork network, Adam optimiser, PlateauSchedule schedule)
    {
        var stored = NetworkFile.Load(stream);
        if (stored.Kind != network.Kind + Suffix
            || network.Settings.Any(s => !stored.Settings.TryGetValue(s.Key, out double kept) || kept != s.Value))
        {
            throw new InvalidDataException("The checkpoint is of another network or of other settings.");
        }

        stored.CopyTo(network.Parameters);
        for (int i = 0; i < network.Parameters.Count; i++)
        {
            stored.CopyTo($"{network.Parameters[i].Name}/mean", optimiser.Means[i]);
            stored.CopyTo($"{network.Parameters[i].Name}/square", optimiser.Squares[i]);
        }

        optimiser.Resume(stored.Whole("training.steps"), (float)stored.Settings["training.rate"]);
        schedule.Resume((
            stored.Settings["training.best"], stored.Whole("training.since"), stored.Whole("training.since-shrink")));
        return stored.Whole("training.epochs");
    }
}
