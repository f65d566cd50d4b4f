using System.CommandLine;
using System.Globalization;
using LearnerGraph.Api.Models.UseCases;
using LearnerGraph.Api.Pipelines;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;

namespace LearnerGraph.Api.Verbs;

/// <summary>Trains a model here and now.</summary>
internal static class TrainVerb
{
    private static readonly Argument<string> Model = new("model") { Description = "Its name; models list tells them." };

    private static readonly Option<string?> From = new("--from")
    {
        Description = "Only answers from this day on (2026-01-31), or a file of answers; all that is stored without.",
    };

    private static readonly Option<string[]> Params = new("--params")
    {
        Description = "Numbers that differ from the defaults, such as epochs=5,width=32; may be repeated.",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create()
    {
        var command = new Command(
            "train",
            "Train a model, judge it and register it as a candidate. Cut short, the same command goes on from the "
            + "last epoch.\nExample: train ncf --from 2026-01-01 --params epochs=10,width=32")
        {
            Model, From, Params,
        };
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            await app.MigrateAsync(ct);
            return await RunAsync(parsed, terminal, app.Services, ct);
        }));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, Terminal terminal, IServiceProvider services, CancellationToken ct)
    {
        var caller = Caller.System(TenantId.Default);
        if (!Numbers(parsed.GetValue(Params) ?? []).TryGet(out var parameters, out var problem)
            || !TrainingSource.Read(parsed.GetValue(From)).TryGet(out var source, out problem))
        {
            return terminal.Refuse(problem);
        }

        var start = services.GetRequiredService<StartTraining>();
        var model = parsed.GetValue(Model)!;
        var run = await start.LeftBehindAsync(caller, model, source, parameters, ct);
        if (run is not null)
        {
            terminal.Say($"Run {run.Id.Value} of {run.AskedAt:u} was left behind; it goes on.");
        }
        else if (!(await start.RunAsync(caller, model, source, parameters, ct)).TryGet(out run, out problem))
        {
            return terminal.Refuse(problem);
        }

        var ended = await TrainAsync(run, terminal, services, ct);
        terminal.Result(
            new
            {
                run = ended.Id.Value, ended.Model, ended.Status, ended.Message, ended.ArtefactHash, ended.DataVersion,
                ended.Seconds, ended.PeakBytes, ended.Metrics, ended.Series,
            },
            Words(ended));
        return ended.Status switch
        {
            RunStatus.Succeeded or RunStatus.Skipped => ExitCode.Ok,
            _ => ExitCode.Failed,
        };
    }

    // A process that was killed holds the run until its lease is over.
    private static async Task<TrainingRun> TrainAsync(
        TrainingRun run, Terminal terminal, IServiceProvider services, CancellationToken ct)
    {
        var train = services.GetRequiredService<TrainModel>();
        var patience = services.GetRequiredService<PipelineOptions>().LeaseSeconds + 1;
        var epochs = run.Parameters.GetValueOrDefault("epochs");
        for (var waited = 0; ; waited++)
        {
            var ended = await train.RunAsync(
                run,
                points => terminal.Say(
                    $"epoch {points[0].Epoch} of {epochs}: " + string.Join(", ", points.Select(point => string.Create(
                        CultureInfo.InvariantCulture, $"{point.Name} {point.Value:0.####}")))),
                ct);
            if (ended.IsOver || waited >= patience) return ended;

            if (waited == 0) terminal.Say($"Another process has run {run.Id.Value}; waiting {patience} s for it.");
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
        }
    }

    private static Result<Dictionary<string, double>> Numbers(string[] texts)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in texts.SelectMany(
            one => one.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (text.Split('=') is not [var name, var value]
                || !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return new Problem.Invalid($"{text} is not name=number.");
            }

            numbers[name] = number;
        }

        return numbers;
    }

    private static string Words(TrainingRun run)
    {
        var figures = run.Metrics.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => string.Create(
            CultureInfo.InvariantCulture, $"  {one.Key} {one.Value:G6}"));
        return string.Join('\n', figures.Prepend(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Status.ToString().ToUpperInvariant()} run {run.Id.Value}, {run.Seconds:0.0} s, "
            + $"{run.PeakBytes / 1e6:0} MB: {run.Message}")));
    }
}
