using System.CommandLine;
using LearnerGraph.Api.Setup;

namespace LearnerGraph.Api.Verbs;

/// <summary>Brings the store to the schema of this program; running it again changes nothing.</summary>
internal static class MigrateVerb
{
    public static Command Create()
    {
        var command = new Command("migrate", "Bring the store to this program's schema. Serving does so by itself.");
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            await app.MigrateAsync(ct);
            terminal.Result(new { migrated = true }, "The store has this program's schema.");
            return ExitCode.Ok;
        }));
        return command;
    }
}
