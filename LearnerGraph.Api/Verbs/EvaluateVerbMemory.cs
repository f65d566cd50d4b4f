using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LearnerGraph.Api.Memory.UseCases;

namespace LearnerGraph.Api.Verbs;

/// <summary>The memory model against public vectors, or fitted to the first part of a review log.</summary>
internal static class EvaluateVerbMemory
{
    private static readonly Option<FileInfo?> Vectors = new("--vectors")
    {
        Description = "FSRS-6 vectors to answer: JSON of sequences and steps; may be gzipped.",
    };

    private static readonly Option<FileInfo?> Out = new("--out")
    {
        Description = "Where the answers to the vectors go, in the file's own structure.",
    };

    private static readonly Option<FileInfo?> Log = new("--revlog")
    {
        Description = "A review log as CSV: card_id, review_rating, review_time; may be gzipped.",
    };

    private static readonly Option<double> FitFraction = new("--fit-fraction")
    {
        Description = "Share of the reviews, by time, that is fitted; the rest is predicted.",
        DefaultValueFactory = _ => 0.6,
    };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create() => EvaluateVerb.With(
        new Command(
            "memory",
            "Answer FSRS-6 vectors, or fit the memory model to a log's first part and predict the rest.\n"
            + "Examples: evaluate memory --vectors vectors.json.gz --out answers.json\n"
            + "evaluate memory --revlog reviews.csv.gz --fit-fraction 0.6 --predictions recall.csv --json report.json")
        {
            Vectors, Out, Log, FitFraction, EvaluateVerb.Predictions, EvaluateVerb.Report,
        },
        RunAsync);

    private static Task<int> RunAsync(
        IServiceProvider services, ParseResult parsed, Terminal terminal, CancellationToken ct) =>
        (parsed.GetValue(Vectors), parsed.GetValue(Log)) switch
        {
            ({ } vectors, null) => VectorsAsync(parsed, terminal, vectors, ct),
            (null, { } log) => LogAsync(services.GetRequiredService<EvaluateReviews>(), parsed, terminal, log, ct),
            _ => throw new VerbException("Give either --vectors with --out, or --revlog.", ExitCode.Usage),
        };

    private static async Task<int> VectorsAsync(
        ParseResult parsed, Terminal terminal, FileInfo file, CancellationToken ct)
    {
        if (parsed.GetValue(Out) is not { } output)
            throw new VerbException("--vectors needs --out: where the answers go.", ExitCode.Usage);

        var (answers, report) = await AnswersAsync(file, ct);
        await using (var written = output.Create())
            await JsonSerializer.SerializeAsync(written, answers, Indented, ct);
        await EvaluateVerb.TellAsync(
            parsed, terminal, report,
            $"{report.Sequences} sequences, {report.Reviews} reviews; {report.Compared} values compared with the file, "
                + $"{report.Off} off.",
            ct);
        return report.Off == 0 ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static async Task<(JsonObject Answers, VectorsReport Report)> AnswersAsync(
        FileInfo file, CancellationToken ct)
    {
        try
        {
            await using var input = EvaluateVerb.Open(file);
            var document = await JsonNode.ParseAsync(input, cancellationToken: ct)
                ?? throw new InvalidDataException("it is empty");
            return AnswerMemoryVectors.Run(document);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or FormatException
            or InvalidOperationException or ArgumentException)
        {
            throw new VerbException($"{file.Name} is no file of vectors: {e.Message}", ExitCode.Usage);
        }
    }

    private static async Task<int> LogAsync(
        EvaluateReviews evaluate, ParseResult parsed, Terminal terminal, FileInfo file, CancellationToken ct)
    {
        double fraction = parsed.GetValue(FitFraction);
        var result = await terminal.ProgressAsync(
            "fitting memory", progress => Task.Run(() => evaluate.Run(file.FullName, fraction, progress, ct), ct));
        if (!result.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

        if (parsed.GetValue(EvaluateVerb.Predictions) is { } predictions)
        {
            await EvaluateVerb.WriteCsvAsync(
                predictions, "card_id,review_time,p",
                report.Chances.Select(row => (FormattableString)$"{row.Card},{row.At:O},{row.P:R}"), ct);
        }

        var chosen = !report.IsFitted ? "the defaults were kept"
            : report.IsRecencyWeighted ? "fitted, later reviews counting for more" : "fitted, all reviews alike";
        await EvaluateVerb.TellAsync(
            parsed, terminal, report,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                log loss {report.LogLoss:0.0000} on {report.ScoredReviews} reviews;
                the defaults {report.DefaultLogLoss:0.0000}
                {chosen}: {report.ValidationLogLoss:0.0000} on the last quarter of the fitted part;
                the defaults {report.DefaultValidationLogLoss:0.0000}
                {report.FitReviews} reviews of {report.Cards} cards fitted in {report.FitSeconds:0.0} s
                peak memory {report.PeakMegabytes:0} MB
                """),
            ct);
        return ExitCode.Ok;
    }
}
