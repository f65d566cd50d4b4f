using System.CommandLine;
using System.Globalization;
using LearnerGraph.Api.Models.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;
using Spectre.Console;

namespace LearnerGraph.Api.Verbs;

/// <summary>The registry of models on the command line.</summary>
internal static class ModelsVerb
{
    private static readonly Argument<string> Model = new("model") { Description = "Its name." };

    private static readonly Argument<int> Number = new("version") { Description = "The version's number." };

    private static readonly Option<string> Stage = new("--stage")
    {
        Description = "production, which passes the gate; shadow or archived, which need not.",
        DefaultValueFactory = _ => "production",
    };

    private static readonly Option<string> Reason = new("--reason")
    {
        Description = "For the audit log.",
        Required = true,
    };

    private static readonly Option<FileInfo> Out = new("--out") { Description = "The file.", Required = true };

    public static Command Create()
    {
        var command = new Command("models", "Look at trained models, let them serve, take them back, export them.");
        command.Subcommands.Add(Create(
            "list", "Every model with its versions.\nExample: models list", [], ListAsync));
        command.Subcommands.Add(Create(
            "show", "A version: figures and gate.\nExample: models show ncf 3", [Model, Number], ShowAsync));
        command.Subcommands.Add(Create(
            "promote", "Bring a version further.\nExample: models promote ncf 3 --stage shadow",
            [Model, Number, Stage], PromoteAsync));
        command.Subcommands.Add(Create(
            "rollback", "Take the serving version back.\nExample: models rollback ncf --reason \"fewer answers\"",
            [Model, Reason], RollBackAsync));
        command.Subcommands.Add(Create(
            "evaluate", "Judge a version again, by what is stored now.\nExample: models evaluate ncf 3",
            [Model, Number], EvaluateAsync));
        command.Subcommands.Add(Create(
            "export", "Write a version as an ONNX file.\nExample: models export ncf 3 --out ncf.onnx",
            [Model, Number, Out], ExportAsync));
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

    private static async Task<int> ListAsync(
        ParseResult parsed, Terminal terminal, IServiceProvider services, CancellationToken ct)
    {
        var all = services.GetRequiredService<ModelKinds>().All;
        var versions = await services.GetRequiredService<IModelRegistry>()
            .VersionsAsync(TenantId.Default, [.. all.Select(model => model.Name)], ct);
        var lines = all.SelectMany(model => versions.GetValueOrDefault(model.Name, [])
            .Select(version => string.Create(
                CultureInfo.InvariantCulture,
                $"  {version.Number}  {version.Stage.ToString().ToUpperInvariant()}  {version.CreatedAt:u}  "
                + $"{version.Evaluation?.Measure} {version.Evaluation?.Mean:0.0000}"))
            .Prepend($"{model.Name}: {model.UseCase}"));
        terminal.Result(
            all.Select(model => new { model, versions = versions.GetValueOrDefault(model.Name, []) }),
            string.Join('\n', lines));
        return ExitCode.Ok;
    }

    private static async Task<int> ShowAsync(
        ParseResult parsed, Terminal terminal, IServiceProvider services, CancellationToken ct)
    {
        if (!(await FindAsync(parsed, services, ct)).TryGet(out var version, out var problem))
            return terminal.Refuse(problem);

        var versions = await services.GetRequiredService<IModelRegistry>()
            .VersionsAsync(TenantId.Default, [version.Model], ct);
        var gate = new PromotionGate(services.GetRequiredService<ModelOptions>().Margin)
            .Check(version, Promotion.Serving(versions[version.Model]));
        if (terminal.IsJson)
        {
            terminal.Result(new { version, gate }, "");
            return ExitCode.Ok;
        }

        var table = new Table().AddColumns("gate", "", "seen");
        foreach (var check in gate) table.AddRow(check.Name, check.Passed ? "yes" : "no", Markup.Escape(check.Seen));
        terminal.Result(version, $"{version.Label}, {version.Stage}, file {version.ArtefactHash}");
        foreach (var (name, value) in EvaluateModel.Figures(version.Evaluation))
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name} {value:G6}"));
        terminal.Write(table);
        return ExitCode.Ok;
    }

    private static async Task<int> PromoteAsync(
        ParseResult parsed, Terminal terminal, IServiceProvider services, CancellationToken ct)
    {
        if (!Enum.TryParse<ModelStage>(parsed.GetValue(Stage), ignoreCase: true, out var stage))
            return terminal.Refuse(new Problem.Invalid("--stage is production, shadow or archived."));
        if (!(await FindAsync(parsed, services, ct)).TryGet(out var version, out var problem))
            return terminal.Refuse(problem);

        return Tell(terminal, await services.GetRequiredService<MoveModel>().PromoteAsync(
            Caller.System(TenantId.Default), version.Id, stage, ct));
    }

    private static async Task<int> RollBackAsync(
        ParseResult parsed, Terminal terminal, IServiceProvider services, CancellationToken ct) =>
        Tell(terminal, await services.GetRequiredService<MoveModel>().RollBackAsync(
            Caller.System(TenantId.Default), parsed.GetValue(Model)!, parsed.GetValue(Reason)!, ct));

    private static async Task<int> EvaluateAsync(
        ParseResult parsed, Terminal terminal, IServiceProvider services, CancellationToken ct) =>
        (await FindAsync(parsed, services, ct)).TryGet(out var version, out var problem)
            ? Tell(terminal, await services.GetRequiredService<EvaluateModel>().RunAsync(
                Caller.System(TenantId.Default), version.Id, ct))
            : terminal.Refuse(problem);

    private static async Task<int> ExportAsync(
        ParseResult parsed, Terminal terminal, IServiceProvider services, CancellationToken ct)
    {
        if (!(await FindAsync(parsed, services, ct)).TryGet(out var version, out var problem)
            || !services.GetRequiredService<EvaluateModel>().Open(version).TryGet(out var model, out problem))
        {
            return terminal.Refuse(problem);
        }

        var file = parsed.GetValue(Out)!;
        var onnx = model.ToOnnx();
        await File.WriteAllBytesAsync(file.FullName, onnx, ct);
        terminal.Result(
            new { version.Model, version.Number, file = file.FullName, bytes = onnx.Length },
            $"{version.Label} written to {file.FullName}, {onnx.Length} bytes.");
        return ExitCode.Ok;
    }

    private static async ValueTask<Result<ModelVersion>> FindAsync(
        ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var name = parsed.GetValue(Model)!;
        if (!services.GetRequiredService<ModelKinds>().Require(name).TryGet(out _, out var problem)) return problem;

        var versions = await services.GetRequiredService<IModelRegistry>().VersionsAsync(TenantId.Default, [name], ct);
        var number = parsed.GetValue(Number);
        return versions.GetValueOrDefault(name, []).FirstOrDefault(one => one.Number == number) is { } version
            ? version
            : new Problem.NotFound("model version", $"{name} {number}");
    }

    private static int Tell(Terminal terminal, Result<ModelVersion> moved)
    {
        if (!moved.TryGet(out var version, out var problem)) return terminal.Refuse(problem);

        terminal.Result(version, string.Create(
            CultureInfo.InvariantCulture,
            $"{version.Label}: {version.Stage.ToString().ToUpperInvariant()}, {version.Evaluation?.Measure} "
            + $"{version.Evaluation?.Mean:0.0000}"));
        return ExitCode.Ok;
    }
}
