using System.CommandLine;
using System.Globalization;
using LearnerGraph.Api.Pipelines;
using LearnerGraph.Api.Pipelines.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using Spectre.Console;

namespace LearnerGraph.Api.Verbs;

/// <summary>Runs pipelines here and now, and tells how they stand.</summary>
internal static class PipelineVerb
{
    private static readonly Argument<string> Name = new("pipeline")
    {
        Description = "Its name; the verb pipeline graph lists them.",
    };

    private static readonly Argument<long> Run = new("run") { Description = "The run's number." };

    private static readonly Option<string[]> Select = new("--select")
    {
        Description = "An asset: name, +name with what it is made from, name+ with what is made from it, group:name; "
            + "may be repeated.",
    };

    private static readonly Option<bool> Force = new("--force") { Description = "Produce even what has not changed." };

    public static Command Create()
    {
        var command = new Command("pipeline", "Run pipelines and see how they stand.");
        command.Subcommands.Add(Create(
            "run", "Bring a pipeline up to date.\nExample: pipeline run content --select text_prepared+",
            [Name, Select, Force], RunAsync));
        command.Subcommands.Add(Create(
            "status", "What is fresh, what is stale, and why; the last runs.\nExample: pipeline status", [],
            StatusAsync));
        command.Subcommands.Add(Create(
            "retry", "Take up what a run left undone.\nExample: pipeline retry 12", [Run], RetryAsync));
        command.Subcommands.Add(Create(
            "graph", "Which asset is made from which.\nExample: pipeline graph", [], GraphAsync));
        return command;
    }

    private static Command Create(
        string name, string description, IEnumerable<Symbol> symbols,
        Func<ParseResult, Terminal, IServiceProvider, CancellationToken, Task<int>> work)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument) command.Arguments.Add(argument);
            if (symbol is Option option) command.Options.Add(option);
        }

        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            await app.MigrateAsync(ct);
            return await work(parsed, terminal, app.Services, ct);
        }));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, Terminal terminal, IServiceProvider services, CancellationToken ct)
    {
        var asked = await services.GetRequiredService<RunPipeline>().RunAsync(
            Caller.System(TenantId.Default), parsed.GetValue(Name)!, parsed.GetValue(Select), parsed.GetValue(Force),
            RunTrigger.Person, ct);
        return await ExecuteAsync(asked, terminal, services, ct);
    }

    private static async Task<int> RetryAsync(
        ParseResult parsed, Terminal terminal, IServiceProvider services, CancellationToken ct)
    {
        var asked = await services.GetRequiredService<RunPipeline>()
            .RetryAsync(Caller.System(TenantId.Default), new PipelineRunId(parsed.GetValue(Run)), ct);
        return await ExecuteAsync(asked, terminal, services, ct);
    }

    private static async Task<int> ExecuteAsync(
        Result<PipelineRun> asked, Terminal terminal, IServiceProvider services, CancellationToken ct)
    {
        if (!asked.TryGet(out var run, out var problem)) return terminal.Refuse(problem);

        terminal.Say($"Run {run.Id.Value}: {string.Join(", ", run.Assets)}");
        var ended = await services.GetRequiredService<ExecuteRun>().RunAsync(run, ct);
        var store = services.GetRequiredService<IPipelineStore>();
        if (!ended.IsOver) terminal.Say("A server has taken it up; the verb pipeline status tells how it goes.");

        var steps = (await store.StepsAsync(run.Tenant, [run.Id], ct)).GetValueOrDefault(run.Id, []);
        var written = steps.Sum(step => step.RowsOut);
        if (!terminal.IsJson) terminal.Write(StepTable(steps));
        terminal.Result(
            new { run = run.Id.Value, ended.Status, ended.Error, rowsOut = written, steps },
            $"{Words(ended.Status)}: {steps.Count(step => step.Status == RunStatus.Succeeded)} made, "
                + $"{steps.Count(step => step.Status == RunStatus.Skipped)} left as they are, {written} rows written."
                + (ended.Error is null ? "" : $"\n{ended.Error}"));
        return ended.Status is RunStatus.Failed or RunStatus.Cancelled ? ExitCode.Failed : ExitCode.Ok;
    }

    private static async Task<int> StatusAsync(
        ParseResult parsed, Terminal terminal, IServiceProvider services, CancellationToken ct)
    {
        var registry = services.GetRequiredService<AssetRegistry>();
        var standings = await services.GetRequiredService<PipelineStatus>().OfAsync(
            TenantId.Default, [.. registry.Graph.Assets.Select(asset => asset.Name)], ct);
        var runs = await services.GetRequiredService<IPipelineStore>()
            .PageRunsAsync(TenantId.Default, null, null, 10, ct);
        if (terminal.IsJson)
        {
            terminal.Result(
                new
                {
                    assets = registry.Graph.Assets.Select(asset => standings[asset.Name]).Select(one => new
                    {
                        one.Asset.Name, one.Asset.Group, one.IsStale, because = one.Reasons, one.MadeAt, one.Rows,
                    }),
                    runs = runs.Select(run => new
                    {
                        run = run.Id.Value, run.Pipeline, run.Status, run.AskedAt, run.Error,
                    }),
                },
                "");
            return ExitCode.Ok;
        }

        var table = new Table().AddColumns("asset", "group", "state", "made", "rows");
        foreach (var one in registry.Graph.Assets.Select(asset => standings[asset.Name]))
        {
            table.AddRow(
                one.Asset.Name, one.Asset.Group,
                Markup.Escape(one.IsStale ? $"stale: {one.Reasons[0]}" : "fresh"),
                one.MadeAt?.ToString("u", CultureInfo.InvariantCulture) ?? "never",
                one.Rows?.ToString("N0", CultureInfo.InvariantCulture) ?? "");
        }

        terminal.Write(table);
        foreach (var run in runs)
        {
            terminal.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"run {run.Id.Value}  {run.AskedAt:u}  {run.Pipeline}  {Words(run.Status)}  {run.Error}"));
        }

        return ExitCode.Ok;
    }

    private static Task<int> GraphAsync(
        ParseResult parsed, Terminal terminal, IServiceProvider services, CancellationToken ct)
    {
        var registry = services.GetRequiredService<AssetRegistry>();
        var lines = registry.Pipelines.Select(pipeline => string.Join(
            '\n',
            registry.AssetsOf(pipeline)
                .Select(asset => $"  {asset.Name} [{asset.Group}, version {asset.Version}]"
                    + (asset.Inputs.Count == 0 ? "" : $" <- {string.Join(", ", asset.Inputs)}"))
                .Prepend($"{pipeline.Name}: {pipeline.Description}")));
        terminal.Result(
            registry.Pipelines.Select(pipeline => new
            {
                pipeline.Name, pipeline.Description, assets = registry.AssetsOf(pipeline),
            }),
            string.Join('\n', lines));
        return Task.FromResult(ExitCode.Ok);
    }

    private static Table StepTable(IEnumerable<RunStep> steps)
    {
        var table = new Table().AddColumns("asset", "part", "state", "rows in", "rows out", "seconds", "why");
        foreach (var step in steps)
        {
            table.AddRow(
                step.Asset, Markup.Escape(step.Partition), Words(step.Status), $"{step.RowsIn}", $"{step.RowsOut}",
                step.Seconds.ToString("0.00", CultureInfo.InvariantCulture), Markup.Escape(step.Message ?? ""));
        }

        return table;
    }

    private static string Words(RunStatus status) => status switch
    {
        RunStatus.Skipped => "nothing to do",
        _ => status.ToString().ToLowerInvariant(),
    };
}
