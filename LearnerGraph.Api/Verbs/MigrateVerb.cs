using System.CommandLine;
using LearnerGraph.Api.Setup;

namespace LearnerGraph.Api.Verbs;

/// <summary>
/// Brings the store to the schema of this program, or moves it to another database; running it again changes nothing.
/// </summary>
internal static class MigrateVerb
{
    private const string SqlitePrefix = "sqlite:";

    private static readonly Option<string?> From = new("--from")
    {
        Description = "Move this installation: sqlite:FILE. It must not be running.",
    };

    private static readonly Option<string?> To = new("--to")
    {
        Description = "An empty PostgreSQL database: Host=…;Database=…;Username=…;Password=…",
    };

    public static Command Create()
    {
        var command = new Command(
            "migrate",
            "Bring the store to this program's schema. Serving does so by itself. With --from and --to, move an\n"
            + "installation to PostgreSQL; one that was interrupted goes on where it stopped.\n"
            + "Example: migrate --from sqlite:learnergraph.db --to \"Host=db;Database=learnergraph;Username=lg\"")
        {
            From, To,
        };
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(
            parsed, terminal => (parsed.GetValue(From), parsed.GetValue(To)) switch
            {
                (null, null) => MigrateAsync(parsed, terminal, ct),
                ({ } from, { } to) => MoveAsync(from, to, terminal, ct),
                _ => throw new VerbException("A move needs both --from and --to.", ExitCode.Usage),
            }));
        return command;
    }

    private static async Task<int> MigrateAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
        await app.MigrateAsync(ct);
        terminal.Result(new { migrated = true }, "The store has this program's schema.");
        return ExitCode.Ok;
    }

    private static async Task<int> MoveAsync(string from, string to, Terminal terminal, CancellationToken ct)
    {
        if (!from.StartsWith(SqlitePrefix, StringComparison.Ordinal))
        {
            throw new VerbException("--from takes sqlite:FILE.", ExitCode.Usage);
        }

        var file = from[SqlitePrefix.Length..];
        if (!File.Exists(file)) throw new VerbException($"There is no file {file}.", ExitCode.NotFound);

        var moved = await terminal.ProgressAsync(
            "Moving", async progress => await StoreFiles.MoveAsync(file, to, progress, ct));
        if (!moved.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

        terminal.Result(
            new { moved = report.Rows },
            $"Moved {report.Rows.Values.Sum()} rows of {report.Rows.Count} tables; both sides count and sum the same.");
        return ExitCode.Ok;
    }
}
