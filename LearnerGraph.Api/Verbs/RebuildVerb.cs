using System.CommandLine;
using LearnerGraph.Api.Practice.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Verbs;

/// <summary>Computes beliefs, memory, streaks and daily facts again from the attempts.</summary>
internal static class RebuildVerb
{
    public static Command Create()
    {
        var command = new Command(
            "rebuild", "Compute everything derived from attempts again. Best while nobody else writes.");
        command.SetAction((parsed, ct) => CommandLine.GuardAsync(parsed, async terminal =>
        {
            await using var app = ApiApplication.Build(CommonOptions.HostArguments(parsed), isLocal: true);
            await app.MigrateAsync(ct);
            var result = await app.Services.GetRequiredService<RebuildBeliefs>()
                .RunAsync(Caller.System(TenantId.Default), ct);
            if (!result.TryGet(out var report, out var problem)) return terminal.Refuse(problem);

            terminal.Result(
                report,
                $"Rebuilt {report.Learners} learners and {report.Questions} questions "
                    + $"from {report.Attempts} attempts.");
            return ExitCode.Ok;
        }));
        return command;
    }
}
