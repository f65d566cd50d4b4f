using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using LearnerGraph.Api.Content.UseCases;
using LearnerGraph.Api.Practice.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Verbs;

/// <summary>Writes content or answers out, as the import reads them.</summary>
internal static class ExportVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    private static readonly Option<FileInfo?> Out = new("--out")
    {
        Description = "Where to write; standard output without it.",
        Recursive = true,
    };

    public static Command Create()
    {
        var command = new Command("export", "Write content or answers out, as the verb import reads them.") { Out };
        command.Subcommands.Add(Create(
            "catalog",
            "The whole catalog as one JSON document, answers included.\nExample: export catalog --out c.json",
            CatalogAsync));
        command.Subcommands.Add(Create(
            "attempts", "All judged answers, one JSON object a line.\nExample: export attempts --out answers.jsonl",
            AttemptsAsync));
        return command;
    }

    private static Command Create(
        string name, string description, Func<IServiceProvider, Stream, CancellationToken, Task<long>> write)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            await app.MigrateAsync(ct);
            await using var target = parsed.GetValue(Out) is { } file
                ? file.Create()
                : System.Console.OpenStandardOutput();
            var rows = await write(app.Services, target, ct);
            terminal.Say($"{rows} rows written.");
            return ExitCode.Ok;
        }));
        return command;
    }

    private static async Task<long> CatalogAsync(IServiceProvider services, Stream target, CancellationToken ct)
    {
        var exported = await services.GetRequiredService<ExportCatalog>()
            .RunAsync(Caller.System(TenantId.Default), ct);
        if (!exported.TryGet(out var drafts, out var problem))
        {
            throw new VerbException(problem.Message, ExitCode.Of(problem));
        }

        var relations = drafts.Relations.Select(one =>
            new { one.FromKey, one.ToKey, one.Type, one.Weight, one.Confidence });
        await JsonSerializer.SerializeAsync(
            target, new { drafts.Courses, drafts.Concepts, drafts.Questions, Relations = relations }, Json, ct);
        return drafts.Courses.Count + drafts.Concepts.Count + drafts.Questions.Count + drafts.Relations.Count;
    }

    private static async Task<long> AttemptsAsync(IServiceProvider services, Stream target, CancellationToken ct)
    {
        long rows = 0;
        var export = services.GetRequiredService<ExportAttempts>();
        await foreach (var attempt in export.RunAsync(Caller.System(TenantId.Default), ct))
        {
            await JsonSerializer.SerializeAsync(target, attempt, Json, ct);
            target.WriteByte((byte)'\n');
            rows++;
        }

        return rows;
    }
}
