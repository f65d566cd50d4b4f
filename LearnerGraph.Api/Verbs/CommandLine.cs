using System.CommandLine;
using System.CommandLine.Invocation;
using System.Data.Common;
using LearnerGraph.Api.Setup;

namespace LearnerGraph.Api.Verbs;

/// <summary>The program's verbs; without one it serves.</summary>
internal static class CommandLine
{
    // Longer than a server takes to drain and to stop, and shorter than what orchestrators grant.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(25);

    public static async Task<int> RunAsync(string[] args)
    {
        var result = Build().Parse(args);
        if (result.Action is ParseErrorAction wrong)
        {
            wrong.ShowHelp = false;
            wrong.ShowTypoCorrections = true;
            await result.InvokeAsync();
            await System.Console.Error.WriteLineAsync("All verbs and options: --help");
            return ExitCode.Usage;
        }

        return await result.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = Farewell,
        });
    }

    private static RootCommand Build()
    {
        var root = new RootCommand(
            "LearnerGraph recommends what to practise next. Without a verb it serves GraphQL.\n"
            + $"Exit codes: {ExitCode.Help}.");
        CommonOptions.AddTo(root);
        ServeVerb.Configure(root);
        root.Subcommands.Add(ServeVerb.Create());
        root.Subcommands.Add(DemoVerb.Create());
        root.Subcommands.Add(SimulateVerb.Create());
        root.Subcommands.Add(ImportVerb.Create());
        root.Subcommands.Add(ExportVerb.Create());
        root.Subcommands.Add(RebuildVerb.Create());
        root.Subcommands.Add(GraphVerb.Create());
        root.Subcommands.Add(TokenVerb.Create());
        root.Subcommands.Add(MigrateVerb.Create());
        root.Subcommands.Add(BackupVerbs.CreateBackup());
        root.Subcommands.Add(BackupVerbs.CreateRestore());
        root.Subcommands.Add(DoctorVerb.Create());
        root.Subcommands.Add(StatsVerb.Create());
        root.Subcommands.Add(EvaluateVerb.Create());
        root.Subcommands.Add(FitVerb.Create());
        root.Subcommands.Add(ExperimentVerbs.Create());
        root.Subcommands.Add(PipelineVerb.Create());
        root.Subcommands.Add(TrainVerb.Create());
        root.Subcommands.Add(ModelsVerb.Create());
        return root;
    }

    /// <summary>Turns what a verb throws into one clear message and an exit code.</summary>
    public static async Task<int> GuardAsync(ParseResult parsed, Func<Terminal, Task<int>> verb)
    {
        var terminal = new Terminal(System.Console.Out, System.Console.Error, parsed.GetValue(CommonOptions.Json));
        try
        {
            return await verb(terminal);
        }
        catch (SettingsException e)
        {
            return terminal.Refuse(e.Message, "SETTINGS", ExitCode.Usage);
        }
        catch (VerbException e)
        {
            return terminal.Refuse(e.Message, "REFUSED", e.ExitCode);
        }
        catch (OperationCanceledException)
        {
            return terminal.Refuse("Stopped. What was finished before is kept.", "CANCELLED", ExitCode.Cancelled);
        }
        catch (DbException e)
        {
            return terminal.Refuse(
                $"The store does not answer: {e.Message} The verb doctor looks closer.", "STORE",
                ExitCode.Unreachable);
        }
        catch (UnauthorizedAccessException e)
        {
            return terminal.Refuse(e.Message, "FORBIDDEN", ExitCode.Failed);
        }
        catch (IOException e)
        {
            return terminal.Refuse(e.Message, "IO", ExitCode.Failed);
        }
    }
}
