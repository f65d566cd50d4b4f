using System.CommandLine;
using System.Globalization;
using LearnerGraph.Api.Recommendations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Api.Verbs;

/// <summary>What a ranking policy would have earned on the installation's own log of served sets.</summary>
internal static class EvaluateVerbPolicy
{
    private static readonly Option<string> Policy = new("--policy")
    {
        Description = "The policy to judge, such as content_based_v1; it is judged without its lottery.",
        Required = true,
    };

    private static readonly Option<string> From = new("--from")
    {
        Description = "Sets served from this day on, in UTC: YYYY-MM-DD.",
        Required = true,
    };

    public static Command Create()
    {
        var command = new Command(
            "policy",
            "Estimate from logged propensities how often learners would take up what another policy puts first.\n"
            + "Example: evaluate policy --policy content_based_v1 --from 2026-01-01 --json report.json")
        {
            Policy, From, EvaluateVerb.Report,
        };
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            if (!DateOnly.TryParseExact(
                parsed.GetValue(From), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                throw new VerbException("--from: expected a day as YYYY-MM-DD.", ExitCode.Usage);

            var from = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            await app.MigrateAsync(ct);
            var evaluate = app.Services.GetRequiredService<EvaluatePolicy>();
            var result = await terminal.ProgressAsync(
                "replaying the log",
                async progress => await evaluate.RunAsync(
                    Caller.System(TenantId.Default), parsed.GetValue(Policy)!, from, progress, ct));
            if (!result.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

            await EvaluateVerb.TellAsync(parsed, terminal, report, Words(report), ct);
            return ExitCode.Ok;
        }));
        return command;
    }

    private static string Words(PolicyReport report)
    {
        var found = report.Estimate;
        var again = report.ReplayedShare is { } share
            ? string.Create(CultureInfo.InvariantCulture, $"{share:0 %}")
            : "none could be tried";
        var support = report.IsSupported
            ? ""
            : "\nThe log hardly ever shows what this policy wants: the estimates below lean to one side.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {report.Policy} on {report.Sets} sets: {found.Places} places of {found.Learners} learners, {found.Matches
                } shown as it wants, worth {found.EffectivePlaces:0} places
            sets that the serving policy gives again: {again}
            mean weight    {Said(found.MeanWeight)} (should cover 1){support}
            taken up, as logged        {Said(found.Logged)}
            inverse propensity (IPS)   {Said(found.Ips)}
            self-normalised (SNIPS)    {Said(found.Snips)}
            doubly robust (DR)         {Said(found.DoublyRobust)}
            """);
    }

    private static string Said(Estimate? estimate) => estimate is not { } found
        ? "nothing to go by"
        : string.Create(CultureInfo.InvariantCulture, $"{found.Value:0.000} [{found.Low:0.000}, {found.High:0.000}]");
}
