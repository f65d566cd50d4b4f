using System.CommandLine;
using System.Globalization;
using LearnerGraph.Api.Memory.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Verbs;

/// <summary>Fits models to the installation's own attempts and says how to use what came of it.</summary>
internal static class FitVerb
{
    public static Command Create()
    {
        var memory = new Command(
            "memory",
            "Fit the 21 weights of memory to the reviews in the store and print them as a setting. Changes nothing.");
        memory.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            await app.MigrateAsync(ct);
            var fit = app.Services.GetRequiredService<FitMemory>();
            var result = await terminal.ProgressAsync(
                "fitting memory",
                async progress => await fit.RunAsync(Caller.System(TenantId.Default), progress, ct));
            if (!result.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

            terminal.Result(report, Words(report));
            return ExitCode.Ok;
        }));
        return new Command("fit", "Fit models to the installation's own attempts.") { memory };
    }

    private static string Words(FitMemoryReport report)
    {
        var read = $"{report.Reviews} reviews of {report.Memories} concepts by {report.Learners} learners.";
        return !report.IsFitted
            ? $"{read} No weights predict the last quarter of them better than the defaults: keep these."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {read}
                Log loss of the last quarter {report.HeldOutLogLoss:0.0000}, by the defaults {
                    report.DefaultLogLoss:0.0000}.
                To use the weights, set the following, start again, and run the verb rebuild:
                Memory:Weights={report.Setting}
                """);
    }
}
