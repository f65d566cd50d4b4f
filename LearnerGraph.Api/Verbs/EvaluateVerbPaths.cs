using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LearnerGraph.Api.Content.UseCases;
using LearnerGraph.Domain.Content;

namespace LearnerGraph.Api.Verbs;

/// <summary>Plans through a foreign prerequisite graph, to every concept of it.</summary>
internal static class EvaluateVerbPaths
{
    private static readonly Option<FileInfo> Graph = new("--graph")
    {
        Description = "CSV with name and prerequisites, or concept, candidate and is_prerequisite, or from and to.",
        Required = true,
    };

    private static readonly Option<FileInfo> Out = new("--out")
    {
        Description = "Where the plans go, with cycles, duplicates and times, as JSON.",
        Required = true,
    };

    private static readonly Option<EdgeMeaning> Edges = new("--edges")
    {
        Description = "What from,to means: requires (to comes first) or unlocks (from comes first).",
        DefaultValueFactory = _ => EdgeMeaning.Requires,
    };

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    public static Command Create() => EvaluateVerb.With(
        new Command(
            "paths",
            "Plan the smallest path to every concept of a graph; cycles are reported, never followed.\n"
            + "Example: evaluate paths --graph exercises.csv --out plans.json")
        {
            Graph, Out, Edges,
        },
        RunAsync);

    private static async Task<int> RunAsync(
        IServiceProvider services, ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var evaluate = services.GetRequiredService<EvaluatePaths>();
        string path = parsed.GetValue(Graph)!.FullName;
        var result = await terminal.ProgressAsync(
            "planning", progress => Task.Run(() => evaluate.Run(path, parsed.GetValue(Edges), progress, ct), ct));
        if (!result.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

        await using (var output = parsed.GetValue(Out)!.Create())
            await JsonSerializer.SerializeAsync(output, report, Json, ct);
        var summary = report with { Paths = [] };
        terminal.Result(summary, Words(report));
        return report.Violations + report.Superfluous == 0 ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static string Words(PathsReport report)
    {
        var left = report.Cycles.Count == 0 ? "nothing was left out" : "left out the last edge of ";
        var cycles = left + string.Join("; ", report.Cycles.Select(cycle => string.Join(" > ", cycle)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {report.Concepts} concepts, {report.Edges} edges, {report.DuplicateNames.Count} duplicate names
            {report.Cycles.Count} cycles, {report.SelfLoops.Count} of them self-loops; {cycles}
            longest chain {report.LongestChain}, most ancestors {report.MostAncestors}
            {report.Violations} steps before a prerequisite, {report.Superfluous} superfluous or missing
            graph {report.BuildMilliseconds:0.0} ms, plans to all concepts {report.PlanMilliseconds:0.0} ms
            slowest plan {report.SlowestMilliseconds:0.00} ms, peak memory {report.PeakMegabytes:0} MB
            """);
    }
}
