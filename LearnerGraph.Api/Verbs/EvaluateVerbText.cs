using System.CommandLine;
using System.Globalization;
using LearnerGraph.Api.Intelligence.UseCases;

namespace LearnerGraph.Api.Verbs;

/// <summary>How well the built-in text heads predict labels and grades of texts that they have never seen.</summary>
internal static class EvaluateVerbText
{
    private static readonly Option<string> Train = new("--train")
    {
        Description = "CSV to learn from: text or question, and category, type or grade; may be gzipped.",
        Required = true,
    };

    private static readonly Option<string> Test = new("--test")
    {
        Description = "CSV to predict, with the same columns; those to be predicted may be missing.",
        Required = true,
    };

    public static Command Create() => EvaluateVerb.With(
        new Command(
            "text",
            "Fit heads to labelled texts and predict the labels, grades and neighbours of others.\n"
            + "Example: evaluate text --train problems.csv.gz --test more.csv --predictions labels.csv")
        {
            Train, Test, EvaluateVerb.Seed, EvaluateVerb.Predictions, EvaluateVerb.Report,
        },
        RunAsync);

    private static async Task<int> RunAsync(
        IServiceProvider services, ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var evaluate = services.GetRequiredService<EvaluateText>();
        var result = await terminal.ProgressAsync("evaluating texts", progress => Task.Run(
            () => evaluate.Run(
                parsed.GetValue(Train)!, parsed.GetValue(Test)!, parsed.GetValue(EvaluateVerb.Seed), progress, ct),
            ct));
        if (!result.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

        if (parsed.GetValue(EvaluateVerb.Predictions) is { } file)
        {
            var columns = report.Predictions.Select(one => one.Column).Prepend("id");
            var hasNeighbours = report.NeighbourIds.Count > 0;
            await EvaluateVerb.WriteCsvAsync(
                file, string.Join(',', hasNeighbours ? columns.Append("neighbours") : columns), Rows(report), ct);
        }

        await EvaluateVerb.TellAsync(parsed, terminal, report, Words(report), ct);
        return ExitCode.Ok;
    }

    private static IEnumerable<FormattableString> Rows(TextReport report)
    {
        for (var row = 0; row < report.Ids.Count; row++)
        {
            var cells = report.Predictions.Select(one => one.Values[row]).Prepend(report.Ids[row]);
            if (report.NeighbourIds.Count > 0) cells = cells.Append(report.NeighbourIds[row]);
            yield return $"{string.Join(',', cells.Select(EvaluateVerb.Cell))}";
        }
    }

    private static string Words(TextReport report)
    {
        var lines = report.Predictions.Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Column}: {one.Measure} {one.Value:0.0000} (from {one.View}, cost {one.Cost:0.##})"));
        if (report.Neighbours is { } near)
        {
            lines = lines.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"neighbours with the same {near.Column}: precision@10 {near.PrecisionAt10:0.0000}, "
                + $"by terms alone {near.PrecisionAt10OfTerms:0.0000}"));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join('\n', lines)}\n{report.Train} texts learned, {report.Test} predicted, "
            + $"{report.Seconds:0.0} s");
    }
}
