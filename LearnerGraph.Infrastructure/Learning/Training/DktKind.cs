using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Dkt;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Training;

/// <summary>Whether a learner will answer rightly, from the learner's answers so far.</summary>
public sealed class DktKind : IModelKind
{
    private const ulong Seed = 1;
    private const int Chunk = 200, WatchedOneIn = 10;

    public ModelDefinition Definition { get; } = new(
        DktNetwork.Name, "The chance of a right answer to a question of given concepts, from all answers before it.",
        ["inputs", "difficulties", "asked_skills", "asked_difficulties"], ["chances"], "log_likelihood",
        "answer_sequences 1",
        [
            new("width", 64, 1, 512, "Numbers of an input's embedding.") { IsWhole = true },
            new("hidden", 128, 1, 512, "Numbers of the state.") { IsWhole = true },
            new("epochs", 40, 1, 500, "At most so many.") { IsWhole = true },
            new("rate", 2e-3, 1e-5, 1, "Learning rate at the start."),
            new("batch", 64, 1, 1024, "Learners of a step.") { IsWhole = true },
            new("dropout", 0.3, 0, 0.9, "Share of the state left out in a step."),
            new("patience", 6, 1, 50, "Epochs without progress before it ends.") { IsWhole = true },
        ]);

    public int Samples(TrainingAnswers answers) => answers.Count;

    public TrainedModel Train(TrainingAnswers answers, TrainingWork work)
    {
        var (train, _) = answers.SplitByLearner();
        string[] skills =
        [
            .. train.Learners.SelectMany(one => one.Answers).Select(one => one.Skill).Distinct(StringComparer.Ordinal),
        ];
        var log = DktModel.Log(train, skills);
        int[] learners = [.. Enumerable.Range(0, log.Learners)];
        new Prng(Seed).Shuffle<int>(learners);
        int watchedCount = learners.Length / WatchedOneIn;

        var options = new DktOptions(
            work.Whole("width"), work.Whole("hidden"), work.Parameters["dropout"], Batch: work.Whole("batch"));
        var network = new DktNetwork(new DktSizes(skills.Length, options.Width, options.Hidden), Seed);
        var watched = new DktChunks(log, null, learners.AsSpan(0, watchedCount), Chunk);
        var batch = new DktBatch(options.Batch * Chunk, Chunk);
        var pass = new DktPass(network, options.Batch * Chunk, options.Batch);
        var optimiser = new Adam(network.Parameters, new AdamOptions((float)work.Parameters["rate"]));
        var schedule = new PlateauSchedule(shrink: 0.3, patience: 1, stopAfter: work.Whole("patience"));
        double lastLoss = 0;
        new Epochs(network, optimiser, schedule).Run(
            work,
            epoch =>
            {
                // Laid out anew each time: the order depends on the epoch alone, so that it can go on from any.
                var chance = Prng.Stream(Seed, (ulong)epoch);
                var chunks = new DktChunks(log, null, learners.AsSpan(watchedCount), Chunk);
                chunks.Shuffle(ref chance);
                return lastLoss = Train(chunks, batch, pass, optimiser, network, options, ref chance, work);
            },
            () =>
            {
                double loss = watched.Count > 0 ? DktModel.Loss(watched, batch, pass, options.Batch) : lastLoss;
                return ("watched_loss", loss, loss);
            });
        return new DktModel(network, skills);
    }

    public Result<TrainedModel> Open(byte[] artefact)
    {
        if (!ModelFile.Read(artefact, DktNetwork.Name).TryGet(out var read, out var problem)) return problem;

        return new DktModel(DktNetwork.Open(read.Network), read.File.Skills);
    }

    private static double Train(
        DktChunks chunks, DktBatch batch, DktPass pass, Adam optimiser, DktNetwork network, DktOptions options,
        ref Prng chance, TrainingWork work)
    {
        double sum = 0;
        int rows = 0;
        for (int from = 0; from < chunks.Count; from += options.Batch)
        {
            work.Cancellation.ThrowIfCancellationRequested();
            chunks.Fill(batch, from, Math.Min(options.Batch, chunks.Count - from));
            sum += batch.Steps.Rows * DktTrainer.Step(batch, pass, optimiser, network, options, ref chance);
            rows += batch.Steps.Rows;
        }

        return sum / Math.Max(1, rows);
    }
}
