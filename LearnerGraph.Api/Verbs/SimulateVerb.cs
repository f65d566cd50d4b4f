using System.CommandLine;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Api.Simulation.UseCases;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Verbs;

/// <summary>Adds made-up learners, marked as such, with their answers to the courses that are there.</summary>
internal static class SimulateVerb
{
    private static readonly Option<int> Learners = new("--learners")
    {
        Description = "How many learners.",
        DefaultValueFactory = _ => 300,
    };

    private static readonly Option<int> Days = new("--days")
    {
        Description = "Days of history, up to now.",
        DefaultValueFactory = _ => 42,
    };

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The same seed makes up the same learners.",
        DefaultValueFactory = _ => 1,
    };

    public static Command Create()
    {
        var command = new Command(
            "simulate",
            "Add simulated learners with their answers.\nExample: simulate --learners 1000 --days 90 --seed 7")
        {
            Learners, Days, Seed,
        };
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            var plan = new SimulationPlan(
                Positive(parsed, Learners), Positive(parsed, Days), parsed.GetValue(Seed));
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            await app.MigrateAsync(ct);
            var simulate = app.Services.GetRequiredService<SimulateLearners>();
            var result = await terminal.ProgressAsync(
                "simulating",
                async progress => await simulate.RunAsync(Caller.System(TenantId.Default), plan, progress, ct));
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
