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
    private const string Content = "content";

    private static readonly Argument<string> File = new("file") { Description = "The file; answers may be gzipped." };

    private static readonly Option<string> Format = new Option<string>("--format")
    {
        Description = "content, learnergraph, assistments or anki.",
        Required = true,
    }.AcceptOnlyFromAmong(
        [Content, .. Enum.GetNames<AttemptFormat>().Select(name => name.ToLowerInvariant())]);

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
        var command = new Command(
            "import",
            "Bring a file in: content, or answers. Running it again adds only what is not there yet.\n"
            + "Example: import --format assistments interactions.csv.gz --start-date 2009-09-01")
        {
            File, Format, Prefix, Learner, StartDate, TimeZone,
        };
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed));
            await app.MigrateAsync(ct);
            return parsed.GetValue(Format) == Content
                ? await ContentAsync(app.Services, parsed, terminal, ct)
                : await AnswersAsync(app.Services, parsed, terminal, ct);
        }));
        return command;
    }

    private static async Task<int> ContentAsync(
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

    private static async Task<int> AnswersAsync(
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
