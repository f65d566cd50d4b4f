using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LearnerGraph.Api.Experiments;
using LearnerGraph.Api.Experiments.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Console.Experiments;

/// <summary>A result as a file: the figures of the page, in full digits.</summary>
internal static class ExperimentExport
{
    private static readonly object?[] Columns =
    [
        "experiment", "as_of", "decision", "metric", "role", "control", "control_n", "control_mean", "variant",
        "variant_n", "variant_mean", "status", "test", "difference", "difference_lower", "difference_upper", "lift",
        "lift_lower", "lift_upper", "sequential_lower", "sequential_upper", "p", "p_adjusted", "p_sequential",
        "cohens_d", "hedges_g", "reading",
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    public static void MapExperimentExport(this WebApplication app)
    {
        const string Result = ConsoleSetup.Root + "/experiments/{key}/export";
        app.MapGet($"{Result}.json", static async (
            string key, Caller caller, FindExperiment find, AnalyzeExperiment analyze, CancellationToken ct) =>
            (await AnalyzeAsync(key, caller, find, analyze, ct)).TryGet(out var found, out var problem)
                ? Results.File(
                    JsonSerializer.SerializeToUtf8Bytes(ResultDocument.Of(found.Experiment, found.Results), Json),
                    "application/json", $"{key}.json")
                : Refuse(problem));
        app.MapGet($"{Result}.csv", static async (
            string key, Caller caller, FindExperiment find, AnalyzeExperiment analyze, CancellationToken ct) =>
            (await AnalyzeAsync(key, caller, find, analyze, ct)).TryGet(out var found, out var problem)
                ? Results.File(Csv(found), "text/csv; charset=utf-8", $"{key}.csv")
                : Refuse(problem));
    }

    private static async ValueTask<Result<Analysed>> AnalyzeAsync(
        string key, Caller caller, FindExperiment find, AnalyzeExperiment analyze, CancellationToken ct)
    {
        if (!(await find.RunAsync(caller, key, ct)).TryGet(out var experiment, out var missing)) return missing;
        if (experiment.Status is ExperimentStatus.Draft)
            return new Problem.Conflict($"{key} is a draft and has no result yet. Start it first.");
        return (await analyze.RunAsync(caller, experiment, null, null, ct)).TryGet(out var results, out var problem)
            ? new Analysed(experiment, results)
            : problem;
    }

    private static IResult Refuse(Problem problem) => Results.Problem(
        problem.Message,
        statusCode: problem switch
        {
            Problem.NotFound => StatusCodes.Status404NotFound,
            Problem.Forbidden => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status409Conflict,
        },
        extensions: [KeyValuePair.Create("code", (object?)problem.Code)]);

    private static byte[] Csv(Analysed found)
    {
        var rows = ExperimentReading.All(found.Experiment, found.Results).Select(row => Row(found, row));
        var lines = rows.Prepend(Columns).Select(row => string.Join(',', row.Select(Cell)));
        return System.Text.Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n");
    }

    private static object?[] Row(Analysed found, ExperimentReading row)
    {
        var one = row.Comparison;
        var control = found.Results.Metrics
            .First(metric => metric.Metric == row.Metric && metric.Role == row.Role).Control;
        return
        [
            found.Experiment.Key, found.Results.AsOf.ToString("O"), found.Results.Decision, row.Metric, row.Role,
            control.Variant, control.Count, control.Mean, one.Treatment.Variant, one.Treatment.Count,
            one.Treatment.Mean, one.Status, one.Test, one.Difference, one.DifferenceInterval?.Lower,
            one.DifferenceInterval?.Upper, one.RelativeLift, one.RelativeLiftInterval?.Lower,
            one.RelativeLiftInterval?.Upper, one.Sequential?.Interval.Lower, one.Sequential?.Interval.Upper,
            one.P, one.AdjustedP, one.Sequential?.P, one.Effect?.CohensD, one.Effect?.HedgesG,
            row.ReadingInWords[2..],
        ];
    }

    // A name may begin with a sign that a spreadsheet takes for a formula.
    private static string Cell(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (value is string && text is ['=' or '+' or '-' or '@', ..]) text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }

    private sealed record Analysed(Experiment Experiment, ExperimentResults Results);
}
