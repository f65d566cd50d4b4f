using System.CommandLine;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Api.Simulation.UseCases;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Verbs;

/// <summary>
/// Fills the store with sample courses and made-up learners, or adds learners to the courses that are there.
/// </summary>
internal static class SimulationVerbs
{
    private delegate Task<Result<SimulationReport>> Simulation(
        IServiceProvider services, SimulationPlan plan, IProgress<double> progress, CancellationToken ct);

    private static readonly Option<int> Learners = new("--learners")
    {
        Description = "How many learners.",
        DefaultValueFactory = _ => 300,
    };

    private static readonly Option<int> Days = new("--days")
    {
        Description = "Days of history, up to now.",
        DefaultValueFactory = _ => 60,
    };

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The same seed makes up the same learners.",
        DefaultValueFactory = _ => 1,
    };

    public static Command CreateDemo() => Create(
        "demo", "Fill an empty store with sample courses and simulated learners.\nExample: demo --learners 300",
        async (services, plan, progress, ct) =>
        {
            var fill = services.GetRequiredService<FillDemo>();
            var caller = Caller.System(TenantId.Default);
            return await fill.IsNeededAsync(caller, ct)
                ? await fill.RunAsync(caller, plan, progress, ct)
                : new Problem.Conflict("The store has courses already; the verb simulate adds learners to them.");
        });

    public static Command CreateSimulate() => Create(
        "simulate", "Add simulated learners with their answers.\nExample: simulate --learners 1000 --days 90 --seed 7",
        async (services, plan, progress, ct) =>
            await services.GetRequiredService<SimulateLearners>()
                .RunAsync(Caller.System(TenantId.Default), plan, progress, ct));

    private static Command Create(
        string name, string description, Simulation run)
    {
        var command = new Command(name, description) { Learners, Days, Seed };
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            var plan = new SimulationPlan(
                Positive(parsed, Learners), Positive(parsed, Days), parsed.GetValue(Seed));
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed));
            await app.MigrateAsync(ct);
            var result = await terminal.ProgressAsync(
                "simulating", progress => run(app.Services, plan, progress, ct));
            if (!result.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

            terminal.Result(report, $"{report.Learners} learners with {report.Attempts} answers are in the store.");
            return ExitCode.Ok;
        }));
        return command;
    }

    private static int Positive(ParseResult parsed, Option<int> option) =>
        parsed.GetValue(option) is > 0 and var value
            ? value
            : throw new VerbException($"{option.Name}: expected a whole number from 1.", ExitCode.Usage);
}
