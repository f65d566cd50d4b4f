using System.CommandLine;
using System.Globalization;
using LearnerGraph.Api.Models.UseCases;

namespace LearnerGraph.Api.Verbs;

/// <summary>How high a model puts the item that a user really took next.</summary>
internal static class EvaluateVerbRanking
{
    private static readonly Option<string> Train = new("--train")
    {
        Description = "Lines of a user and its items, separated by blanks; may be gzipped.",
        Required = true,
    };

    private static readonly Option<string> Candidates = new("--candidates")
    {
        Description = "Lines of user, wanted item and others (comma-separated), separated by tabs; may be gzipped.",
        Required = true,
    };

    private static readonly Option<string> Model = new("--model")
    {
        Description = "pop, knn, ease, ials, ncf, or best: all of them, the choice by items of the training side.",
        DefaultValueFactory = _ => EvaluateRanking.Best,
    };

    private static readonly Option<FileInfo?> Scores = new("--scores")
    {
        Description = "Write a line per list: the user, then the scores in the list's order, separated by tabs.",
    };

    public static Command Create() => EvaluateVerb.With(
        new Command(
            "ranking",
            "Fit ranking models to pairs of users and items and let them put lists in order.\n"
            + "Example: evaluate ranking --train train.txt.gz --candidates lists.tsv.gz --model best "
            + "--scores scores.tsv --json report.json")
        {
            Train, Candidates, Model, Scores, EvaluateVerb.Seed, EvaluateVerb.Report,
        },
        RunAsync);

    private static async Task<int> RunAsync(
        IServiceProvider services, ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var asked = new RankingEvaluation(
            parsed.GetValue(Model)!, parsed.GetValue(Train)!, parsed.GetValue(Candidates)!,
            parsed.GetValue(EvaluateVerb.Seed));
        var evaluate = services.GetRequiredService<EvaluateRanking>();
        var result = await terminal.ProgressAsync(
            $"evaluating {asked.Model}", progress => Task.Run(() => evaluate.Run(asked, progress, ct), ct));
        if (!result.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

        if (parsed.GetValue(Scores) is { } file)
        {
            await using var output = new StreamWriter(file.FullName);
            foreach (var (user, scores) in report.Scores)
            {
                var numbers = scores.Select(score => score.ToString("R", CultureInfo.InvariantCulture));
                await output.WriteLineAsync($"{user}\t{string.Join('\t', numbers)}".AsMemory(), ct);
            }
        }

        await EvaluateVerb.TellAsync(parsed, terminal, report, Words(report), ct);
        return ExitCode.Ok;
    }

    private static string Words(RankingReport report)
    {
        var rows = report.Models.Select(model => string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Model,-5} HR@10 {model.HitRate10:0.0000}  NDCG@10 {model.Ndcg10:0.0000}  MRR {model.Mrr:0.0000}  "
            + $"{model.FitSeconds:0} s, {model.CpuSeconds:0} s of CPU"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {report.Pairs} pairs of {report.Users} users and {report.Items} items, {report.Lists} lists
            {string.Join('\n', rows)}
            scores: {report.Model}; peak memory {report.PeakMegabytes:0} MB
            """);
    }
}
