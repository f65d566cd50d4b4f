using System.CommandLine;
using System.Globalization;
using LearnerGraph.Api.Intelligence.UseCases;

namespace LearnerGraph.Api.Verbs;

/// <summary>How well prerequisites are predicted from names and from other known pairs of the domain.</summary>
internal static class EvaluateVerbPrerequisites
{
    private static readonly Option<string> Data = new("--data")
    {
        Description = "CSV of labelled pairs: concept, candidate, is_prerequisite (1: the candidate comes first).",
        Required = true,
    };

    private static readonly Option<int> Folds = new("--folds")
    {
        Description = "Parts that are predicted in turn from the others; both directions of a pair share one.",
        DefaultValueFactory = _ => 5,
    };

    public static Command Create() => EvaluateVerb.With(
        new Command(
            "prerequisites",
            "Cross-validate the prediction of prerequisites on labelled pairs of concepts.\n"
            + "Example: evaluate prerequisites --data geometry.csv --folds 5 --predictions chances.csv")
        {
            Data, Folds, EvaluateVerb.Seed, EvaluateVerb.Predictions, EvaluateVerb.Report,
        },
        RunAsync);

    private static async Task<int> RunAsync(
        IServiceProvider services, ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var evaluate = services.GetRequiredService<EvaluatePrerequisites>();
        var result = await terminal.ProgressAsync("evaluating prerequisites", progress => Task.Run(
            () => evaluate.Run(
                parsed.GetValue(Data)!, parsed.GetValue(Folds), parsed.GetValue(EvaluateVerb.Seed), progress, ct),
            ct));
        if (!result.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

        if (parsed.GetValue(EvaluateVerb.Predictions) is { } file)
        {
            await EvaluateVerb.WriteCsvAsync(
                file, "concept,candidate,fold,p",
                report.Chances.Select(row => (FormattableString)
                    $"{EvaluateVerb.Cell(row.Concept)},{EvaluateVerb.Cell(row.Candidate)},{row.Fold},{row.P:R}"),
                ct);
        }

        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            F1 {report.F1:0.0000} (precision {report.Precision:0.0000}, recall {report.Recall:0.0000}),
            AUC {report.AreaUnderCurve:0.0000}; {report.Pairs} pairs, {report.Positive} of them prerequisites,
            {report.Concepts} concepts, {report.Folds} folds, {report.Seconds:0.0} s
            """);
        await EvaluateVerb.TellAsync(parsed, terminal, report, words, ct);
        return ExitCode.Ok;
    }
}
