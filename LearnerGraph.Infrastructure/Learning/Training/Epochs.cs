using LearnerGraph.Domain.Models;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Training;

/// <summary>
/// Epoch after epoch until the watched loss has stopped falling; keeps the best one, and after each a checkpoint from
/// which another process goes on to the same end.
/// </summary>
internal sealed class Epochs(ITrainedNetwork network, Adam optimiser, PlateauSchedule schedule)
{
    private readonly float[][] _best = [.. network.Parameters.Select(one => (float[])one.Values.Clone())];
    private int _done;

    /// <param name="train">One epoch, given its number from 0; answers the loss.</param>
    /// <param name="watch">The watched figure after an epoch, by its name; the schedule minimises it.</param>
    public void Run(
        TrainingWork work, Func<int, double> train, Func<(string Name, double Value, double Loss)> watch)
    {
        if (work.Checkpoint is { } checkpoint) Load(checkpoint);
        for (int most = work.Whole("epochs"); _done < most && !schedule.IsOver;)
        {
            work.Cancellation.ThrowIfCancellationRequested();
            double loss = train(_done);
            var (name, value, watched) = watch();
            float rate = optimiser.Rate;
            optimiser.Rate = schedule.Next(watched, rate);
            if (schedule.Since == 0) Keep();
            _done++;
            work.Saved(Save());
            work.Told([new(_done, "loss", loss), new(_done, name, value), new(_done, "rate", rate)]);
        }

        for (int i = 0; i < _best.Length; i++) _best[i].CopyTo(network.Parameters[i].Values, 0);
    }

    private void Keep()
    {
        for (int i = 0; i < _best.Length; i++) network.Parameters[i].Values.CopyTo(_best[i], 0);
    }

    private byte[] Save()
    {
        using var state = new MemoryStream();
        Checkpoint.Save(state, network, optimiser, schedule, _done);
        using var best = new MemoryStream();
        NetworkFile.Save(
            network.Kind, network.Settings,
            network.Parameters.Select((one, i) => (one.Name, one.Shape, _best[i])), best);
        return [.. BitConverter.GetBytes((int)state.Length), .. state.ToArray(), .. best.ToArray()];
    }

    private void Load(byte[] checkpoint)
    {
        int length = BitConverter.ToInt32(checkpoint);
        _done = Checkpoint.Load(new MemoryStream(checkpoint, sizeof(int), length), network, optimiser, schedule);
        int from = sizeof(int) + length;
        var best = NetworkFile.Load(new MemoryStream(checkpoint, from, checkpoint.Length - from));
        for (int i = 0; i < _best.Length; i++) best.CopyTo(network.Parameters[i].Name, _best[i]);
    }
}
