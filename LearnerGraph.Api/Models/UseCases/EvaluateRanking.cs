using System.Diagnostics;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models.Ranking;

namespace LearnerGraph.Api.Models.UseCases;

/// <summary>What to train on and which lists to put in order.</summary>
/// <param name="Model">One of the kinds, or best.</param>
public sealed record RankingEvaluation(string Model, string Train, string Candidates, ulong Seed);

/// <summary>How one model ranked the lists.</summary>
/// <param name="HeldOut">What it ranked of items taken from the training side; only where a choice was to be made.
/// </param>
/// <param name="CpuSeconds">Of all threads, for the fits.</param>
public sealed record RankedModel(
    string Model, double HitRate10, double Ndcg10, double Mrr, double? HeldOut, double FitSeconds, double CpuSeconds);

/// <summary>How the models ranked lists whose wanted items they had not seen.</summary>
/// <param name="Model">The one whose scores these are.</param>
public sealed record RankingReport(
    string Model, ulong Seed, int Users, int Items, int Pairs, int Lists, IReadOnlyList<RankedModel> Models,
    double PeakMegabytes)
{
    /// <summary>Per list: the user's name and the scores in the list's order.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<(string User, float[] Scores)> Scores { get; init; } = [];
}

/// <summary>Fits ranking models to pairs of users and items and lets them order lists of others.</summary>
public sealed class EvaluateRanking(IReadOnlyList<RankingModelKind> kinds, IRankingFiles files)
{
    /// <summary>Fits all, chooses by items taken from the training side, and reports each on the lists.</summary>
    public const string Best = "best";

    private const int HeldOutUsers = 4000;
    private const int HeldOutNegatives = 99;

    public Result<RankingReport> Run(RankingEvaluation asked, IProgress<double> progress, CancellationToken ct)
    {
        RankingModelKind[] wanted = [.. kinds.Where(kind => asked.Model == Best || kind.Name == asked.Model)];
        if (wanted.Length == 0)
        {
            return new Problem.Invalid($"There is no model {asked.Model}. Known: "
                + $"{string.Join(", ", kinds.Select(kind => kind.Name))}, {Best}.");
        }

        var vocabulary = new RankingVocabulary();
        if (!files.ReadTraining(asked.Train, vocabulary).TryGet(out var pairs, out var problem)) return problem;
        if (!files.ReadCandidates(asked.Candidates, vocabulary).TryGet(out var lists, out problem)) return problem;

        if (asked.Model != Best && pairs.Items > wanted[0].MaxItems)
        {
            return new Problem.TooLarge(
                $"{asked.Model} holds {wanted[0].MaxItems} items at most; {asked.Train} has {pairs.Items}.");
        }

        wanted = [.. wanted.Where(kind => pairs.Items <= kind.MaxItems)];
        var held = asked.Model == Best ? pairs.HoldOut(HeldOutUsers, HeldOutNegatives, asked.Seed) : null;
        var models = new List<(RankedModel Model, IItemScorer Scorer)>();
        for (int i = 0; i < wanted.Length; i++)
        {
            int before = i;
            var part = new InlineProgress(done => progress.Report((before + done) / wanted.Length));
            models.Add(Measure(wanted[i], pairs, lists, held, new RankingFit(asked.Seed, part, ct)));
        }

        var (chosen, scorer) = models.MaxBy(each => each.Model.HeldOut ?? 0);
        using var process = Process.GetCurrentProcess();
        return new RankingReport(
            chosen.Model, asked.Seed, pairs.Users, pairs.Items, pairs.Count, lists.Length,
            [.. models.Select(each => each.Model)], process.PeakWorkingSet64 / 1e6)
        {
            Scores = [.. lists.Select(list => (vocabulary.UserName(list.User), scorer.Score(list)))],
        };
    }

    private static (RankedModel Model, IItemScorer Scorer) Measure(
        RankingModelKind kind, Interactions pairs, CandidateList[] lists,
        HeldOutItems? held, RankingFit fit)
    {
        using var process = Process.GetCurrentProcess();
        var (watch, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        double? heldOut = held is null
            ? null
            : RankingMeasures.Of(kind.Fit(held.Kept, Half(fit, 0)), held.Lists)?.Ndcg;
        var scorer = kind.Fit(pairs, held is null ? fit : Half(fit, 0.5));
        var took = watch.Elapsed;
        process.Refresh();
        var quality = RankingMeasures.Of(scorer, lists)!;
        return (
            new RankedModel(
                kind.Name, quality.HitRate, quality.Ndcg, quality.Mrr, heldOut, took.TotalSeconds,
                (process.TotalProcessorTime - cpu).TotalSeconds),
            scorer);
    }

    private static RankingFit Half(RankingFit fit, double from) =>
        fit with { Progress = new InlineProgress(done => fit.Progress.Report(from + (done / 2))) };

    private sealed class InlineProgress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
