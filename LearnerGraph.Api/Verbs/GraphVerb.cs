using System.CommandLine;
using System.Globalization;
using LearnerGraph.Api.Content.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Verbs;

/// <summary>Keeps the concept graph in step with a graph database, and asks either of them.</summary>
internal static class GraphVerb
{
    private static readonly Option<bool> Prune = new("--prune")
    {
        Description = "Archive concepts and remove relations that only the catalog has.",
    };

    private static readonly Argument<string> Key = new("concept") { Description = "The concept's key." };

    private static readonly Option<int> Depth = new("--depth")
    {
        Description = "Steps at most.",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<bool> FromDatabase = new("--from-database")
    {
        Description = "Ask the graph database instead of the catalog.",
    };

    public static Command Create()
    {
        var command = new Command(
            "graph", "Keep the concept graph in step with a graph database (ConnectionStrings:Graph), and ask it.");
        command.Subcommands.Add(Sub(
            "push", "Bring the graph database to the catalog. A stopped push goes on where it was.", [],
            (_, app, terminal, ct) => SyncAsync(
                terminal, "pushing",
                progress => app.Services.GetRequiredService<PushGraph>().RunAsync(Staff, progress, ct))));
        command.Subcommands.Add(Sub(
            "pull", "Bring the catalog's concepts and relations to the graph database.", [Prune],
            (parsed, app, terminal, ct) => SyncAsync(
                terminal, "pulling",
                progress => app.Services.GetRequiredService<PullGraph>()
                    .RunAsync(Staff, parsed.GetValue(Prune), progress, ct))));
        command.Subcommands.Add(Sub("status", "What each side holds.", [], StatusAsync));
        command.Subcommands.Add(Walk(
            "prerequisites", "What must come before a concept.",
            (store, key, depth, ct) => store.PrerequisitesAsync(TenantId.Default, key, depth, ct)));
        command.Subcommands.Add(Walk(
            "unlocks", "What a concept helps to open.",
            (store, key, depth, ct) => store.UnlocksAsync(TenantId.Default, key, depth, ct)));
        return command;
    }

    private static Caller Staff => Caller.System(TenantId.Default);

    private static Command Walk(
        string name, string description,
        Func<IConceptGraphStore, string, int, CancellationToken, ValueTask<IReadOnlyList<GraphStep>>> walk)
    {
        var command = Sub(name, description, [Depth, FromDatabase], async (parsed, app, terminal, ct) =>
        {
            if (parsed.GetValue(Depth) is < 1 or > 100)
                throw new VerbException("--depth is from 1 to 100.", ExitCode.Usage);
            var store = app.Services.GetRequiredService<IConceptGraphStore>();
            if (parsed.GetValue(FromDatabase))
            {
                if (app.Services.GetRequiredService<IGraphDatabase>().Concepts is not { } graph)
                    return terminal.Refuse(NoGraph.Problem);
                store = graph;
            }

            string key = parsed.GetRequiredValue(Key);
            var steps = await walk(store, key, parsed.GetValue(Depth), ct);
            terminal.Result(
                steps,
                steps.Count == 0
                    ? $"None known for {key}."
                    : string.Join(Environment.NewLine, steps.Select(one =>
                        string.Create(CultureInfo.InvariantCulture, $"{one.Distance}  {one.Key}"))));
            return ExitCode.Ok;
        });
        command.Arguments.Add(Key);
        return command;
    }

    private static Command Sub(
        string name, string description, Option[] options,
        Func<ParseResult, WebApplication, Terminal, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (var option in options) command.Options.Add(option);
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            await app.MigrateAsync(ct);
            try
            {
                return await run(parsed, app, terminal, ct);
            }
            catch (GraphUnavailableException e)
            {
                return terminal.Refuse(e.Message, "GRAPH_UNAVAILABLE", ExitCode.Unreachable);
            }
        }));
        return command;
    }

    private static async Task<int> SyncAsync(
        Terminal terminal, string what, Func<IProgress<double>, ValueTask<Result<GraphMark>>> sync)
    {
        var result = await terminal.ProgressAsync(what, async progress => await sync(progress));
        if (!result.TryGet(out var mark, out var problem)) return terminal.Refuse(problem);

        terminal.Result(mark, string.Create(
            CultureInfo.InvariantCulture, $"Version {mark.Version}: {mark.Written} rows are there."));
        return ExitCode.Ok;
    }

    private static async Task<int> StatusAsync(
        ParseResult parsed, WebApplication app, Terminal terminal, CancellationToken ct)
    {
        var catalog = await app.Services.GetRequiredService<IConceptGraphStore>().MarkAsync(TenantId.Default, ct);
        var database = app.Services.GetRequiredService<IGraphDatabase>();
        var graph = database.Concepts is { } store ? await store.MarkAsync(TenantId.Default, ct) : null;
        terminal.Result(
            new { catalog, database = database.Name, graph, isInStep = catalog?.Version == graph?.Version },
            $"catalog: {Words(catalog)}\n"
            + (database.Concepts is null ? "graph database: none configured" : $"{database.Name}: {Words(graph)}"));
        return ExitCode.Ok;
    }

    private static string Words(GraphMark? mark) => mark switch
    {
        null => "nothing yet",
        { IsComplete: true } => string.Create(
            CultureInfo.InvariantCulture, $"version {mark.Version}, {mark.Written} rows"),
        _ => string.Create(
            CultureInfo.InvariantCulture, $"version {mark.Version}, stopped after {mark.Written} rows"),
    };
}
