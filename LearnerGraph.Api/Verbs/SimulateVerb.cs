using System.CommandLine;
using System.Globalization;
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

    private static readonly Option<bool> Prove = new("--prove")
    {
        Description = "Compare policies with the curriculum and an oracle on learners in memory; nothing is stored.",
    };

    private static readonly Option<int> Seeds = new("--seeds")
    {
        Description = "With --prove: how many seeds, counted up from --seed.",
        DefaultValueFactory = _ => 5,
    };

    private static readonly Option<string[]> Policies = new("--policy")
    {
        Description = "With --prove: only this policy; may be repeated.",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<FileInfo?> Out = new("--out")
    {
        Description = "With --prove: write the report to this file as JSON.",
    };

    public static Command Create()
    {
        var command = new Command(
            "simulate",
            "Add simulated learners with their answers, or prove the recommender on such.\n"
            + "Example: simulate --learners 1000 --days 90 --seed 7\n"
            + "Example: simulate --prove --learners 5000 --days 30 --seeds 5 --out proof.json")
        {
            Learners, Days, Seed, Prove, Seeds, Policies, Out,
        };
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            if (parsed.GetValue(Prove)) return await ProveAsync(parsed, terminal, ct);

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

    private static async Task<int> ProveAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string[] policies = parsed.GetValue(Policies) ?? [];
        var plan = new ProvingPlan(
            Positive(parsed, Learners), Positive(parsed, Seeds), Positive(parsed, Days), parsed.GetValue(Seed),
            policies.Length == 0 ? null : policies);
        await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
        var prove = app.Services.GetRequiredService<ProveRecommender>();
        var result = await terminal.ProgressAsync(
            "proving", progress => Task.Run(() => prove.Run(plan, progress, ct), ct));
        if (!result.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

        if (parsed.GetValue(Out) is { } file) Terminal.Write(report, file);
        terminal.Result(report, Words(report));
        return ExitCode.Ok;
    }

    private static string Words(ProvingReport report)
    {
        var rows = report.Guides.Select(guide => string.Create(
            CultureInfo.InvariantCulture,
            $"{guide.Guide,-27} {guide.Mastery.Value:0.000}   {guide.Gain.Value,6:+0.000;-0.000} "
            + $"[{guide.Gain.Low:+0.000;-0.000}, {guide.Gain.High:+0.000;-0.000}]  {guide.GapClosed.Value,6:0.00} "
            + $"[{guide.GapClosed.Low:0.00}, {guide.GapClosed.High:0.00}]  {guide.Minutes.Value,4:0} min "
            + $"{guide.MinutesLift.Value,5:+0 %;-0 %} [{guide.MinutesLift.Low:+0 %;-0 %}, "
            + $"{guide.MinutesLift.High:+0 %;-0 %}]  {guide.RightShare:0.00} right  {guide.GoneShare:0 %} gone"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {report.Notice}
            {report.Seeds} seeds from {report.FirstSeed} with {report.Learners} learners each over {report.Days} days

            guide                       mastery  above the curriculum    share of the gap    practice
            {string.Join('\n', rows)}

            hybrid_v1 closes half of the gap between curriculum and oracle: {Said(report.ClosesHalf)}
            hybrid_v1 lengthens practice by 15 %: {Said(report.MinutesGoalMet)}
            {report.Seconds:0} s
            """);
    }

    private static string Said(bool? met) => met switch
    {
        true => "met, by the lower end of the 95 % interval",
        false => "not met, by the lower end of the 95 % interval",
        null => "not asked",
    };

    private static int Positive(ParseResult parsed, Option<int> option) =>
        parsed.GetValue(option) is > 0 and var value
            ? value
            : throw new VerbException($"{option.Name}: expected a whole number from 1.", ExitCode.Usage);
}
