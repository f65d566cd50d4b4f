using System.CommandLine;
using System.Globalization;
using LearnerGraph.Api.Mastery.UseCases;

namespace LearnerGraph.Api.Verbs;

/// <summary>How well a model predicts answers of learners that it has never seen.</summary>
internal static class EvaluateVerbTracing
{
    private static readonly Option<string> Train = new("--train")
    {
        Description = "CSV of answers to learn from: learner, t, problem, correct, skills; may be gzipped.",
        Required = true,
    };

    private static readonly Option<string> Test = new("--test")
    {
        Description = "CSV of answers to predict, in the same format.",
        Required = true,
    };

    private static readonly Option<string> Model = new("--model")
    {
        Description = "response, bkt, pfa, elo, best-lr, dkt, dkt-skills or blend.",
        DefaultValueFactory = _ => "response",
    };

    private static readonly Option<string?> TrainFolds = new("--train-folds")
    {
        Description = "Only learners of these folds of the file, as 3,4,5.",
    };

    private static readonly Option<string?> TestFolds = new("--test-folds")
    {
        Description = "Likewise for the rows to predict.",
    };

    public static Command Create() => EvaluateVerb.With(
        new Command(
            "knowledge-tracing",
            "Fit a model to the answers of some learners and predict those of others, each before it is seen.\n"
            + "Example: evaluate knowledge-tracing --train answers.csv.gz --test answers.csv.gz "
            + "--train-folds 3,4,5 --test-folds 2 --model response --predictions chances.csv --json report.json")
        {
            Train, Test, Model, TrainFolds, TestFolds, EvaluateVerb.Seed, EvaluateVerb.Predictions, EvaluateVerb.Report,
        },
        RunAsync);

    private static async Task<int> RunAsync(
        IServiceProvider services, ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var asked = new TracingEvaluation(
            parsed.GetValue(Model)!, parsed.GetValue(Train)!, parsed.GetValue(Test)!,
            Folds(parsed, TrainFolds), Folds(parsed, TestFolds), parsed.GetValue(EvaluateVerb.Seed));
        var evaluate = services.GetRequiredService<EvaluateTracing>();
        var result = await terminal.ProgressAsync(
            $"evaluating {asked.Model}", progress => Task.Run(() => evaluate.Run(asked, progress, ct), ct));
        if (!result.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

        if (report.LearnersInBoth > 0)
        {
            terminal.Say($"{report.LearnersInBoth} learners are in both files: these figures are no evidence about "
                + "unseen learners.");
        }

        if (parsed.GetValue(EvaluateVerb.Predictions) is { } file)
        {
            await EvaluateVerb.WriteCsvAsync(
                file, "learner,t,p",
                report.Chances.Select(row => (FormattableString)$"{row.Learner},{row.T},{row.P:R}"), ct);
        }

        await EvaluateVerb.TellAsync(parsed, terminal, report, Words(report), ct);
        return ExitCode.Ok;
    }

    private static string Words(TracingReport report)
    {
        var bins = string.Join(", ", report.Bins.Select(bin => bin.Count == 0
            ? $"{bin.From:0.00}: none"
            : $"{bin.From:0.00}: {bin.Realised - bin.Predicted:+0.000;-0.000} of {bin.Count}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {report.Model}: AUC {report.AreaUnderCurve:0.0000}, log loss {report.LogLoss:0.0000},
            calibration error {report.CalibrationError:0.0000}; realised less predicted from .60 to .85: {bins}
            trained on {report.Train.Answers} answers of {report.Train.Learners} learners in {report.FitSeconds:0.0} s
            predicted {report.Test.Answers} answers of {report.Test.Learners} in {report.PredictSeconds:0.0} s
            peak memory {report.PeakMegabytes:0} MB
            """);
    }

    private static HashSet<int>? Folds(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text) return null;

        var folds = new HashSet<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var fold))
                throw new VerbException($"{option.Name} {text}: expected numbers such as 3,4,5.", ExitCode.Usage);
            folds.Add(fold);
        }

        return folds;
    }
}
