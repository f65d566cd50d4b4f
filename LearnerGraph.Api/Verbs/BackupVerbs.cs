using System.CommandLine;
using LearnerGraph.Api.Setup;

namespace LearnerGraph.Api.Verbs;

/// <summary>Copies the store out while the server runs, and back while it does not.</summary>
internal static class BackupVerbs
{
    private static readonly Argument<FileInfo> Copy = new("file") { Description = "The copy." };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Do it without asking." };

    public static Command CreateBackup()
    {
        var command = new Command(
            "backup",
            "Write a consistent copy of the store, also while the server runs: an SQLite file, or what pg_dump makes.\n"
            + "Example: backup monday.db")
        {
            Copy,
        };
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            var file = parsed.GetValue(Copy)!;
            if (file.Exists) throw new VerbException($"{file.FullName} is there already.", ExitCode.Conflict);

            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            await app.Services.GetRequiredService<StoreFiles>().BackupAsync(file.FullName, ct);
            file.Refresh();
            terminal.Result(
                new { file = file.FullName, bytes = file.Length }, $"{file.FullName} holds {file.Length} bytes.");
            return ExitCode.Ok;
        }));
        return command;
    }

    public static Command CreateRestore()
    {
        var command = new Command(
            "restore",
            "Put a copy in the place of the store; the server must not run.\nExample: restore monday.db --yes")
        {
            Copy, Yes,
        };
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            var file = parsed.GetValue(Copy)!;
            if (!file.Exists) throw new VerbException($"There is no file {file.FullName}.", ExitCode.NotFound);
            if (!parsed.GetValue(Yes))
            {
                throw new VerbException(
                    "This replaces the store. Stop the server, then say so again with --yes.", ExitCode.Usage);
            }

            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            var store = app.Services.GetRequiredService<StoreFiles>();
            await store.RestoreAsync(file.FullName, ct);
            terminal.Result(
                new { restored = file.FullName },
                store.IsFile ? "Restored; what was there before is kept as *.old." : "Restored, in one transaction.");
            return ExitCode.Ok;
        }));
        return command;
    }
}
