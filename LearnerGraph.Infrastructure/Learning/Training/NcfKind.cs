using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;
using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Infrastructure.Learning.Ncf;
using LearnerGraph.Infrastructure.Learning.Neural;
using LearnerGraph.Infrastructure.Learning.Ranking;

namespace LearnerGraph.Infrastructure.Learning.Training;

/// <summary>Which question a learner takes up next, from what all learners took up.</summary>
public sealed class NcfKind : IModelKind
{
    private const ulong Seed = 1;

    public ModelDefinition Definition { get; } = new(
        NcfNetwork.Name, "How likely a learner is to take up a question, from what all learners have answered.",
        ["user_ids", "item_ids"], ["predictions"], "ndcg@10", "interactions 1",
        [
            new("width", 64, 2, 256, "Numbers of an embedding; even.") { IsWhole = true },
            new("epochs", 20, 1, 200, "At most so many.") { IsWhole = true },
            new("rate", 1e-3, 1e-5, 1, "Learning rate at the start."),
            new("batch", 512, 1, 8192, "Seen pairs of a step.") { IsWhole = true },
            new("negatives", 4, 1, 50, "Drawn questions per seen one.") { IsWhole = true },
            new("dropout", 0.2, 0, 0.9, "Share of each layer left out in a step."),
            new("patience", 3, 1, 50, "Epochs without progress before it ends.") { IsWhole = true },
        ]);

    public int Samples(TrainingAnswers answers) =>
        answers.Learners.Sum(learner => learner.Answers.Select(answer => answer.Question).Distinct().Count());

    public TrainedModel Train(TrainingAnswers answers, TrainingWork work)
    {
        var (train, _) = answers.SplitByTime();
        long[] learners = [.. train.Learners.Select(learner => learner.Id)];
        long[] questions = [.. train.Learners.SelectMany(one => one.Answers).Select(one => one.Question).Distinct()];
        Array.Sort(questions);
        var pairs = NcfModel.Pairs(train, questions);
        var (kept, watched) = pairs.HoldOut(2000, Math.Min(NcfModel.Negatives, questions.Length / 2), Seed);

        // An even width, whatever was asked: half of it is the last layer's.
        var sizes = new NcfSizes(learners.Length, questions.Length, work.Whole("width") / 2 * 2);
        var network = new NcfNetwork(sizes, Seed);
        var options = new NcfOptions(
            sizes.Width, work.Whole("negatives"), work.Whole("batch"), Dropout: work.Parameters["dropout"],
            Start: RankingModels.Factors);
        if (work.Checkpoint is null)
        {
            var fit = new RankingFit(Seed, new Progress<double>(), work.Cancellation);
            NcfTrainer.Begin(network, kept, fit, options);
        }

        var optimiser = new Adam(network.Parameters, new AdamOptions((float)work.Parameters["rate"]));
        var schedule = new PlateauSchedule(shrink: 0.3, patience: 0, stopAfter: work.Whole("patience"));
        var steps = new NcfSteps(network, optimiser, kept, options);
        var scorer = new NcfScorer(network);
        new Epochs(network, optimiser, schedule).Run(
            work, epoch => steps.Run(Seed, epoch, work.Cancellation),
            () => RankingMeasures.Of(scorer, watched) is { } quality
                ? ("ndcg@10", quality.Ndcg, 1 - quality.Ndcg)
                : ("ndcg@10", 0, 1));
        network.FillColdRows();
        return new NcfModel(network, learners, questions);
    }

    public Result<TrainedModel> Open(byte[] artefact)
    {
        if (!ModelFile.Read(artefact, NcfNetwork.Name).TryGet(out var read, out var problem)) return problem;

        return new NcfModel(NcfNetwork.Open(read.Network), read.File.Learners, read.File.Questions);
    }
}
