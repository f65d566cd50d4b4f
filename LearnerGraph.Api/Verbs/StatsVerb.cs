using System.CommandLine;
using LearnerGraph.Api.Experiments;

namespace LearnerGraph.Api.Verbs;

/// <summary>Runs the statistics over a file of reference cases and says where they leave the tolerance.</summary>
internal static class StatsVerb
{
    private static readonly Option<FileInfo> Cases = new("--cases")
    {
        Description = "A JSON file: cases[] of id, kind, inputs and, where known, expected and tolerance.",
        Required = true,
    };

    private static readonly Option<FileInfo> Out = new("--out")
    {
        Description = "Where to write what the engine says: one JSON array of {id, actual}.",
        Required = true,
    };

    public static Command Create()
    {
        var command = new Command(
            "stats", "Run the statistics over reference cases.\nExample: stats --cases ab.json --out answers.json")
        {
            Cases, Out,
        };
        command.SetAction((parsed, _) =>
            CommandLine.GuardAsync(parsed, terminal => Task.FromResult(Run(parsed, terminal))));
        return command;
    }

    private static int Run(ParseResult parsed, Terminal terminal)
    {
        var file = parsed.GetValue(Cases)!;
        if (!file.Exists) throw new VerbException($"There is no file {file.FullName}.", ExitCode.NotFound);
        using var input = file.OpenRead();
        using var output = parsed.GetValue(Out)!.Create();
        StatsSummary summary;
        try
        {
            summary = StatsCases.Run(input, output);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or KeyNotFoundException or InvalidDataException)
        {
            throw new VerbException($"{file.Name} is no file of cases: {e.Message}", ExitCode.Usage);
        }

        foreach (var miss in summary.Misses) terminal.Say(miss);
        var unknown = summary.UnknownKinds is [] ? "none" : string.Join(", ", summary.UnknownKinds);
        terminal.Result(
            summary, $"{summary.Cases} cases, {summary.OutOfTolerance} out of tolerance; unknown kinds: {unknown}.");
        return summary.OutOfTolerance == 0 ? ExitCode.Ok : ExitCode.CheckFailed;
    }
}
