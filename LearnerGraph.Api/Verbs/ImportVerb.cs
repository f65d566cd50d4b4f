using System.CommandLine;
using System.Globalization;
using LearnerGraph.Api.Content.UseCases;
using LearnerGraph.Api.Practice.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Verbs;

/// <summary>Brings files in: content, or answers in one of the formats of docs/import.md.</summary>
internal static class ImportVerb
{
    private static readonly Argument<string> File = new("file") { Description = "The file; answers may be gzipped." };

    private static readonly Option<string> Format = new Option<string>("--format")
    {
        Description = "learnergraph, assistments or anki.",
        DefaultValueFactory = _ => "learnergraph",
    }.AcceptOnlyFromAmong([.. Enum.GetNames<AttemptFormat>().Select(name => name.ToLowerInvariant())]);

    private static readonly Option<string?> Prefix = new("--prefix")
    {
        Description = "Of keys and learners that the file has only numbers for; assist or anki where left out.",
    };

    private static readonly Option<string?> Learner = new("--learner")
    {
        Description = "External id of the learner whose log an anki file is.",
    };

    private static readonly Option<string?> StartDate = new("--start-date")
    {
        Description = "What an assistments file's seconds count from, such as 2005-09-01; else rows are undated.",
    };

    private static readonly Option<string> TimeZone = new("--time-zone")
    {
        Description = "Of learners that are new.",
        DefaultValueFactory = _ => "Etc/UTC",
    };

    public static Command Create()
    {
        var command = new Command("import", "Bring a file in. Running it again adds only what is not there yet.");
        command.Subcommands.Add(With(
            new Command(
                "catalog",
                "Courses, concepts, questions and relations from JSON or CSV, all or nothing.\n"
                + "Example: import catalog my-course.json")
            {
                File,
            },
            CatalogAsync));
        command.Subcommands.Add(With(
            new Command(
                "attempts",
                "Answers; a row that is wrong is left out and told with its line.\n"
                + "Example: import attempts interactions.csv.gz --format assistments --start-date 2009-09-01")
            {
                File, Format, Prefix, Learner, StartDate, TimeZone,
            },
            AttemptsAsync));
        return command;
    }

    private static Command With(
        Command command, Func<IServiceProvider, ParseResult, Terminal, CancellationToken, Task<int>> run)
    {
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            await app.MigrateAsync(ct);
            return await run(app.Services, parsed, terminal, ct);
        }));
        return command;
    }

    private static async Task<int> CatalogAsync(
        IServiceProvider services, ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var result = await services.GetRequiredService<ImportContent>()
            .RunAsync(Caller.System(TenantId.Default), parsed.GetValue(File)!, ct);
        if (!result.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

        Tell(terminal, report.Problems);
        terminal.Result(
            report,
            report.IsApplied
                ? $"{report.Courses} courses, {report.Concepts} concepts, {report.Questions} questions and "
                    + $"{report.Relations} relations read, {report.Changed} of them new or changed."
                : $"{report.Problems.Count} rows are wrong; nothing was written.");
        return report.IsApplied ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static async Task<int> AttemptsAsync(
        IServiceProvider services, ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var file = new AttemptFile(
            Enum.Parse<AttemptFormat>(parsed.GetValue(Format)!, ignoreCase: true), parsed.GetValue(File)!,
            parsed.GetValue(Prefix), parsed.GetValue(Learner), Start(parsed.GetValue(StartDate)),
            parsed.GetValue(TimeZone)!);
        var result = await terminal.ProgressAsync("Importing answers", async progress =>
            await services.GetRequiredService<ImportAttempts>().RunAsync(
                Caller.System(TenantId.Default), file, new Shares(progress), ct));
        if (!result.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

        Tell(terminal, report.Problems);
        terminal.Result(
            report,
            $"{report.Added} answers added, {report.Duplicates} were there, {report.Rejected} rejected, "
                + $"{report.Skipped} left out; {report.Learners} learners, {report.NewConcepts} new concepts, "
                + $"{report.NewQuestions} new questions; {report.Took.TotalSeconds:0.0} s.");
        return report.Rejected == 0 ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static DateTimeOffset? Start(string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            ? start.ToUniversalTime()
            : throw new VerbException($"--start-date {text}: expected a date such as 2009-09-01.", ExitCode.Usage);

    private static void Tell(Terminal terminal, IReadOnlyList<ImportProblem> problems)
    {
        if (terminal.IsJson) return;

        foreach (var (line, message) in problems) terminal.Say(line > 0 ? $"line {line}: {message}" : message);
    }

    private sealed class Shares(IProgress<double> progress) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => progress.Report(value.Done);
    }
}
