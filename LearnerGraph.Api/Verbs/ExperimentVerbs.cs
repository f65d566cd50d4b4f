using System.CommandLine;
using LearnerGraph.Api.Experiments;
using LearnerGraph.Api.Experiments.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Calibration;
using LearnerGraph.Domain.Kernel;
using Spectre.Console;

namespace LearnerGraph.Api.Verbs;

/// <summary>Reads an experiment's result, and proves on made-up learners that results can be believed.</summary>
internal static class ExperimentVerbs
{
    private static readonly Option<FileInfo?> Out = new("--out")
    {
        Description = "Also write the answer there, as one JSON document.",
        Recursive = true,
    };

    private static readonly Argument<string> Key = new("key") { Description = "The experiment's key." };

    private static readonly Option<DateTimeOffset?> AsOf = new("--as-of") { Description = "An earlier instant." };

    private static readonly Option<string?> Segment = new("--segment")
    {
        Description = "A part of the learners, such as skillLevel=BEGINNER.",
    };

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The same seed gives the same answer.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> Runs = new("--runs")
    {
        Description = "How many experiments.",
        DefaultValueFactory = _ => 1000,
    };

    private static readonly Option<int> Learners = new("--learners")
    {
        Description = "Learners of each experiment, both arms together.",
        DefaultValueFactory = _ => 1000,
    };

    private static readonly Option<double> Lift = new("--lift")
    {
        Description = "True relative change of minutes under treatment, such as 0.2; 0 makes A/A tests.",
    };

    private static readonly Option<double> Lost = new("--lost")
    {
        Description = "Share of treated learners whose exposure gets lost, which breaks the sample ratio.",
    };

    private static readonly Option<int> Looks = new("--looks")
    {
        Description = "Looks before the planned end.",
        DefaultValueFactory = _ => 4,
    };

    private static readonly Option<int[]> Sizes = new("--sizes")
    {
        Description = "Learners in each arm of the A/A tests.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [20, 200, 5000],
    };

    public static Command Create()
    {
        var command = new Command("experiment", "Read experiments, and check what their results are worth.") { Out };
        command.Subcommands.Add(CreateAnalyze());
        command.Subcommands.Add(CreateSimulate());
        command.Subcommands.Add(CreateCalibrate());
        return command;
    }

    private static Command CreateAnalyze()
    {
        var command = new Command(
            "analyze", "What an experiment says so far.\nExample: experiment analyze algo-v2 --json")
        {
            Key, AsOf, Segment,
        };
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            await app.MigrateAsync(ct);
            var caller = Caller.System(TenantId.Default);
            var find = app.Services.GetRequiredService<FindExperiment>();
            var found = await find.RunAsync(caller, parsed.GetRequiredValue(Key), ct);
            if (!found.TryGet(out var experiment, out var none)) return terminal.Refuse(none);
            if (experiment.Status is ExperimentStatus.Draft)
            {
                return terminal.Refuse(new Problem.Conflict(
                    $"{experiment.Key} is a draft: nobody has been exposed, so there is nothing to analyze.",
                    "ILLEGAL_STATE"));
            }

            var analyze = app.Services.GetRequiredService<AnalyzeExperiment>();
            var analyzed = await analyze.RunAsync(
                caller, experiment, parsed.GetValue(AsOf), parsed.GetValue(Segment), ct);
            if (!analyzed.TryGet(out var results, out var problem)) return terminal.Refuse(problem);

            var document = ResultDocument.Of(experiment, results);
            if (parsed.GetValue(Out) is { } file) Terminal.Write(document, file);
            if (!terminal.IsJson) terminal.Write(ResultDocument.Table(results));
            terminal.Result(
                document, $"{results.Decision.ToString().ToUpperInvariant()}: {results.DecisionReason}");
            return ExitCode.Ok;
        }));
        return command;
    }

    private static Command CreateSimulate()
    {
        var command = new Command(
            "simulate",
            "Whole experiments on simulated learners: A/A without --lift, A/B with it.\n"
            + "Example: experiment simulate --runs 500 --learners 2000 --lift 0.2 --seed 7")
        {
            Runs, Learners, Lift, Lost, Looks, Seed,
        };
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            var question = new SimulationQuestion(
                parsed.GetValue(Runs), parsed.GetValue(Learners), parsed.GetValue(Lift), parsed.GetValue(Seed),
                parsed.GetValue(Lost), parsed.GetValue(Looks));
            var simulated = await terminal.ProgressAsync(
                "simulating", progress => Task.Run(() => SimulateExperiments.Run(question, progress, ct), ct));
            if (!simulated.TryGet(out var summary, out var problem)) return terminal.Refuse(problem);

            var decisions = string.Join(", ", summary.Decisions.Select(one => $"{one.Decision} {one.Runs}"));
            return Show(
                parsed, terminal, summary, summary.Gates,
                $"{question.Runs} experiments of {question.Learners} learners, true lift {question.Lift:0.##%}: "
                + $"mean lift {summary.MeanLift:0.0%}, {summary.Coverage:0.0%} of the intervals cover it, "
                + $"{summary.SignificantShare:0.0%} significant at the end, "
                + $"{summary.ReducedSignificantShare:0.0%} with the past taken out, "
                + $"{summary.EverSignificantShare:0.0%} ever at a look. {decisions}.");
        }));
        return command;
    }

    private static Command CreateCalibrate()
    {
        var command = new Command(
            "calibrate",
            "A/A tests of every kind of metric, coverage, peeking, sample ratio, discoveries and power: each with the "
            + "band that it must keep to. 3 where one does not.\nExample: experiment calibrate --runs 10000 --seed 1")
        {
            Runs, Seed, Sizes,
        };
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            var (runs, sizes) = (parsed.GetValue(Runs), parsed.GetValue(Sizes)!);
            if (runs is < 1 or > SimulationQuestion.MostRuns)
                throw new VerbException($"--runs: expected 1 to {SimulationQuestion.MostRuns}.", ExitCode.Usage);
            if (Array.Exists(sizes, size => size is < 10 or > 1_000_000))
                throw new VerbException("--sizes: expected numbers from 10 to 1000000.", ExitCode.Usage);
            var gates = await terminal.ProgressAsync(
                "calibrating",
                progress => Task.Run(
                    () => SimulateExperiments.Calibrate(runs, parsed.GetValue(Seed), sizes, progress, ct), ct));
            var broken = gates.Count(gate => gate.IsBroken);
            return Show(
                parsed, terminal, gates, gates,
                $"{gates.Count(gate => gate.IsGated)} gates, {broken} broken, {gates.Count(gate => !gate.IsGated)} "
                + "only reported.");
        }));
        return command;
    }

    private static int Show(
        ParseResult parsed, Terminal terminal, object document, IReadOnlyList<CalibrationGate> gates, string words)
    {
        if (parsed.GetValue(Out) is { } file) Terminal.Write(document, file);
        if (!terminal.IsJson) terminal.Write(Table(gates));
        terminal.Result(document, words);
        return gates.Any(gate => gate.IsBroken) ? ExitCode.CheckFailed : ExitCode.Ok;
    }

    private static Table Table(IReadOnlyList<CalibrationGate> gates)
    {
        var table = new Table().Border(TableBorder.Markdown)
            .AddColumns("what", "runs", "rate", "accepted", "KS p", "gate");
        foreach (var gate in gates)
        {
            table.AddRow(
                Markup.Escape(gate.Name), $"{gate.Runs}", $"{gate.Rate:0.00%}",
                gate.Lower is { } lower ? $"{lower:0.00%} to {gate.Upper:0.00%}" : $"up to {gate.Upper:0.00%}",
                gate.KolmogorovP is { } p ? $"{p:0.000}" : "",
                !gate.IsGated ? "reported" : gate.Passes ? "passed" : "BROKEN");
        }

        return table;
    }
}
