using LearnerGraph.Api.Pipelines.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Pipelines;

/// <summary>A host whose worker is the test itself.</summary>
internal static class PipelineHost
{
    public static Task<ApiHost> StartAsync(Action<IServiceCollection>? services = null) => ApiHost.StartAsync(
        settings: new Dictionary<string, string?>
        {
            ["Pipelines:RetryDelayMs"] = "1",
        },
        services: services);

    public static async Task<PipelineRun> RunAsync(
        ApiHost host, string pipeline, IReadOnlyList<string>? select = null, bool force = false)
    {
        var run = await AskAsync(host, pipeline, select, force);
        return await host.Services.GetRequiredService<ExecuteRun>().RunAsync(run, default);
    }

    public static async Task<PipelineRun> AskAsync(
        ApiHost host, string pipeline, IReadOnlyList<string>? select = null, bool force = false)
    {
        var asked = await host.Services.GetRequiredService<RunPipeline>().RunAsync(
            Caller.System(TenantId.Default), pipeline, select, force, RunTrigger.Person, default);
        return asked.TryGet(out var run, out var problem) ? run : throw new InvalidOperationException(problem.Message);
    }

    /// <summary>Carries out what waits.</summary>
    public static async Task WorkAsync(ApiHost host)
    {
        var execute = host.Services.GetRequiredService<ExecuteRun>();
        foreach (var run in await host.Services.GetRequiredService<IPipelineStore>().OpenRunsAsync(default))
        {
            await execute.RunAsync(run, default);
        }
    }

    public static async Task<IReadOnlyList<RunStep>> StepsAsync(ApiHost host, PipelineRun run) =>
        (await host.Services.GetRequiredService<IPipelineStore>().StepsAsync(run.Tenant, [run.Id], default))
            .GetValueOrDefault(run.Id, []);
}
