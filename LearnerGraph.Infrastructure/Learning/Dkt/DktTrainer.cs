using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Dkt;

/// <summary>How the network is trained.</summary>
/// <param name="Chunk">Longest piece of a learner's answers that slopes run through.</param>
/// <param name="Watched">Share of the learners kept aside to tell when to stop.</param>
/// <param name="KnowsQuestions">The difficulty of questions goes in beside the skill.</param>
internal sealed record DktOptions(
    int Width = 128, int Hidden = 128, double Dropout = 0.3, float Rate = 2e-3f, int Batch = 32, int Chunk = 200,
    int Epochs = 40, int Patience = 6, double Watched = 0.1, double LongestGradient = 1, bool KnowsQuestions = false);

/// <summary>
/// Trains <see cref="DktNetwork"/> on learners' answers and keeps the epoch that predicts others best.
/// </summary>
internal static class DktTrainer
{
    /// <param name="told">Each epoch's loss, in training and on the learners kept aside.</param>
    public static DktNetwork Fit(
        AnswerLog log, QuestionDifficulties? difficulties, FitRun run, DktOptions options,
        Action<int, double, double>? told = null)
    {
        var prng = new Prng(run.Seed);
        int[] learners = [.. Enumerable.Range(0, log.Learners)];
        prng.Shuffle<int>(learners);
        int watchedCount = (int)(options.Watched * learners.Length);
        var network = new DktNetwork(
            new DktSizes(log.Vocabulary.SkillSets, options.Width, options.Hidden), run.Seed);
        var chunks = new DktChunks(log, difficulties, learners.AsSpan(watchedCount), options.Chunk);
        var watched = new DktChunks(log, difficulties, learners.AsSpan(0, watchedCount), options.Chunk);
        var batch = new DktBatch(options.Batch * options.Chunk, options.Chunk);
        var pass = new DktPass(network, options.Batch * options.Chunk, options.Batch);
        var optimiser = new Adam(network.Parameters, new AdamOptions(options.Rate));
        var schedule = new PlateauSchedule(shrink: 0.3, patience: 1, stopAfter: options.Patience);
        float[][] best = [.. network.Parameters.Select(p => (float[])p.Values.Clone())];
        for (int epoch = 0; epoch < options.Epochs && !schedule.IsOver; epoch++)
        {
            var chance = Prng.Stream(run.Seed, (ulong)epoch);
            chunks.Shuffle(ref chance);
            double sum = 0;
            int rows = 0;
            for (int from = 0; from < chunks.Count; from += options.Batch)
            {
                run.Cancellation.ThrowIfCancellationRequested();
                chunks.Fill(batch, from, Math.Min(options.Batch, chunks.Count - from));
                sum += batch.Steps.Rows * Step(batch, pass, optimiser, network, options, ref chance);
                rows += batch.Steps.Rows;
            }

            double loss = sum / Math.Max(1, rows);
            double kept = watched.Count > 0 ? Loss(watched, batch, pass, options) : loss;
            told?.Invoke(epoch, loss, kept);
            optimiser.Rate = schedule.Next(kept, optimiser.Rate);
            if (schedule.Since == 0) Keep(network, best);
            run.Progress.Report((epoch + 1.0) / options.Epochs);
        }

        for (int i = 0; i < best.Length; i++) best[i].CopyTo(network.Parameters[i].Values, 0);
        return network;
    }

    /// <summary>One step; answers the mean loss. Allocates nothing.</summary>
    internal static double Step(
        DktBatch batch, DktPass pass, Adam optimiser, DktNetwork network, DktOptions options, ref Prng prng)
    {
        pass.Forward(batch, options.Dropout, ref prng);
        double loss = pass.Backward(batch, options.Dropout);
        GradientClip.ByNorm(network.Parameters, options.LongestGradient);
        optimiser.Step();
        return loss;
    }

    private static double Loss(DktChunks chunks, DktBatch batch, DktPass pass, DktOptions options)
    {
        double sum = 0;
        int rows = 0;
        var unused = default(Prng);
        float[] slope = new float[batch.Correct.Length];
        for (int from = 0; from < chunks.Count; from += options.Batch)
        {
            chunks.Fill(batch, from, Math.Min(options.Batch, chunks.Count - from));
            pass.Forward(batch, 0, ref unused);
            int count = batch.Steps.Rows;
            sum += Losses.BinaryCrossEntropy(pass.Logits[..count], batch.Correct.AsSpan(0, count), slope, 1);
            rows += count;
        }

        return sum / rows;
    }

    private static void Keep(DktNetwork network, float[][] best)
    {
        for (int i = 0; i < best.Length; i++) network.Parameters[i].Values.CopyTo(best[i], 0);
    }
}
