using System.Numerics.Tensors;
using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;
using LearnerGraph.Infrastructure.Learning.Ranking;

namespace LearnerGraph.Infrastructure.Learning.Ncf;

/// <summary>How the network is trained.</summary>
/// <param name="Negatives">Items drawn per seen pair that the user has never had.</param>
/// <param name="Batch">Seen pairs of a step.</param>
/// <param name="Decay">Of the embeddings of each pair.</param>
/// <param name="Watched">Users at most whose one item is kept aside to tell when to stop.</param>
/// <param name="Start">Factors that the product's embeddings begin with; null for chance.</param>
/// <param name="StartScale">What a product of 1 of these factors is worth as a logit.</param>
internal sealed record NcfOptions(
    int Width = 64, int Negatives = 4, int Batch = 512, int Epochs = 20, float Rate = 1e-3f, double Dropout = 0.2,
    float Decay = 0, int Watched = 2000, int Patience = 3, ImplicitOptions? Start = null, double StartScale = 8);

/// <summary>Trains <see cref="NcfNetwork"/> on seen pairs against drawn ones, and keeps its best epoch.</summary>
internal static class NcfTrainer
{
    private const int NegativesWatched = 99;

    /// <param name="told">Each epoch's loss and what it ranks of the items kept aside.</param>
    public static NcfScorer Fit(
        Interactions pairs, RankingFit fit, NcfOptions options, Action<int, double, RankingQuality?>? told = null)
    {
        var (kept, watched) = pairs.HoldOut(options.Watched, NegativesWatched, fit.Seed);
        var network = new NcfNetwork(new NcfSizes(pairs.Users, pairs.Items, options.Width), fit.Seed);
        if (options.Start is not null) Begin(network, kept, fit, options);

        var optimiser = new Adam(network.Parameters, new AdamOptions(options.Rate));
        var schedule = new PlateauSchedule(shrink: 0.3, patience: 0, stopAfter: options.Patience);
        var steps = new NcfSteps(network, optimiser, kept, options);
        var scorer = new NcfScorer(network);
        float[][] best = [.. network.Parameters.Select(p => (float[])p.Values.Clone())];
        for (int epoch = 0; epoch < options.Epochs && !schedule.IsOver; epoch++)
        {
            double loss = steps.Run(fit.Seed, epoch, fit.Cancellation);
            var quality = RankingMeasures.Of(scorer, watched);
            told?.Invoke(epoch, loss, quality);
            optimiser.Rate = schedule.Next(quality is null ? loss : 1 - quality.Ndcg, optimiser.Rate);
            if (schedule.Since == 0) Keep(network, best);
            fit.Progress.Report((epoch + 1.0) / options.Epochs);
        }

        for (int i = 0; i < best.Length; i++) best[i].CopyTo(network.Parameters[i].Values, 0);
        network.FillColdRows();
        return scorer;
    }

    // Factors of iALS rank well already; the product's half starts from them, worth a logit of -½ to ½ the scale.
    internal static void Begin(NcfNetwork network, Interactions pairs, RankingFit fit, NcfOptions options)
    {
        var quiet = fit with { Progress = new Progress<double>() };
        var factors = ImplicitFactors.Fit(pairs, quiet, options.Start! with { Width = options.Width });
        float root = (float)Math.Sqrt(options.StartScale);
        TensorPrimitives.Multiply(factors.Users.Span, root, network.UserFactors.Table.Values);
        TensorPrimitives.Multiply(factors.Items.Span, root, network.ItemFactors.Table.Values);
        network.Output.Weights.Values.AsSpan(0, options.Width).Fill(1);
        network.Output.Bias.Values[0] = (float)(-options.StartScale / 2);
    }

    private static void Keep(NcfNetwork network, float[][] best)
    {
        for (int i = 0; i < best.Length; i++) network.Parameters[i].Values.CopyTo(best[i], 0);
    }
}
