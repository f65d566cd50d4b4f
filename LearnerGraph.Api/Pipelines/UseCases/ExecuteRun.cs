using LearnerGraph.Api.Operations;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines.UseCases;

/// <summary>
/// Carries a run out: asset by asset in the order of the graph, part by part, each only where something has changed.
/// A run that another worker left behind is taken up where it stands.
/// </summary>
internal sealed class ExecuteRun(
    AssetRegistry registry, IPipelineStore store, ILeases leases, ProducePart produce, PipelineFeed feed,
    PipelineOptions options, Instruments instruments, TimeProvider clock, ILogger<ExecuteRun> log)
{
    public const string Fresh = "Fresh: nothing that it is made from has changed.";

    private readonly string _worker = $"{Environment.MachineName}-{Guid.NewGuid():N}";

    /// <summary>The run at its end; as it was where another worker has it.</summary>
    public async ValueTask<PipelineRun> RunAsync(PipelineRun run, CancellationToken ct)
    {
        await using var lease = await HeldLease.TakeAsync(
            leases, run.Tenant, $"run:{run.Id.Value}", _worker, options.Lease, clock, ct);
        if (lease is null || await NowAsync(run, ct) is not { IsOver: false } current) return run;

        run = current with { Status = RunStatus.Running, StartedAt = current.StartedAt ?? clock.GetUtcNow() };
        await SaveAsync(run, ct);
        using var scope = log.BeginScope("pipeline {Pipeline} run {Run}", run.Pipeline, run.Id.Value);
        var steps = (await store.StepsAsync(run.Tenant, [run.Id], ct)).GetValueOrDefault(run.Id, [])
            .ToDictionary(step => (step.Asset, step.Partition));
        var failed = steps.Values.Where(step => step.Status == RunStatus.Failed)
            .Select(step => (step.Asset, step.Partition)).ToHashSet();
        var isCancelled = false;
        foreach (var asset in registry.Graph.Assets.Where(asset => run.Assets.Contains(asset.Name)))
        {
            if (isCancelled) break;

            var parts = await registry[asset.Name].PartsAsync(run.Tenant, ct);
            await RemoveGoneAsync(run.Tenant, asset, parts, ct);
            foreach (var part in parts)
            {
                if (steps.TryGetValue((asset.Name, part.Key), out var done) && IsDone(done)) continue;
                if (isCancelled = await NowAsync(run, ct) is { IsCancelAsked: true }) break;

                var step = FailedInput(asset, part.Key, failed) is { } input
                    ? await LeaveOutAsync(run, asset, part, $"Left out: its input {input} failed.", ct)
                    : await DecideAsync(run, asset, part, done?.Attempt ?? 0, lease, ct);
                steps[(asset.Name, part.Key)] = step;
                isCancelled = step.Status == RunStatus.Cancelled;
                if (step.Status != RunStatus.Succeeded && step.Message != Fresh) failed.Add((asset.Name, part.Key));
                if (isCancelled) break;
            }
        }

        run = (run with { IsCancelAsked = isCancelled }).Finish(steps.Values, clock.GetUtcNow());
        await SaveAsync(run, ct);
        instruments.RunEnded(
            run.Tenant, run.Pipeline, run.Status.ToString().ToLowerInvariant(),
            clock.GetUtcNow() - (run.StartedAt ?? clock.GetUtcNow()));
        log.LogInformation("Pipeline {Pipeline}, run {Run}: {Status}", run.Pipeline, run.Id.Value, run.Status);
        return run;
    }

    private static bool IsDone(RunStep step) => step.Status is not (RunStatus.Queued or RunStatus.Running);

    // Cut in the same way, only the same part's failure counts; else any.
    private string? FailedInput(AssetDefinition asset, string part, HashSet<(string Asset, string Part)> failed) =>
        asset.Inputs.FirstOrDefault(input => registry.Graph.Find(input)!.Partitions == asset.Partitions
            ? failed.Contains((input, part))
            : failed.Any(one => one.Asset == input));

    private async ValueTask<RunStep> DecideAsync(
        PipelineRun run, AssetDefinition asset, PartitionSource part, int tried, HeldLease held, CancellationToken ct)
    {
        var name = $"part:{asset.Name}/{part.Key}";
        while (true)
        {
            // Whoever else is at this part leaves it fresh, or leaves it to us.
            await using var lease = await HeldLease.TakeAsync(
                leases, run.Tenant, name, $"{_worker}/{run.Id.Value}", options.Lease, clock, ct);
            if (lease is null)
            {
                await Task.Delay(options.Retries.FirstDelay, clock, ct);
                continue;
            }

            var states = (await store.StatesAsync(run.Tenant, ct))
                .ToDictionary(state => (state.Asset, state.Partition));
            var freshness = Staleness.Of(registry.Graph, asset, part, states);
            if (!freshness.IsReady)
            {
                return await LeaveOutAsync(
                    run, asset, part, $"Left out: {string.Join("; ", freshness.Reasons)}.", ct);
            }

            if (!freshness.IsStale && !run.Force) return await LeaveOutAsync(run, asset, part, Fresh, ct);

            return await produce.RunAsync(
                run, registry[asset.Name], part, freshness, states.GetValueOrDefault((asset.Name, part.Key)), tried,
                [held, lease], ct);
        }
    }

    private async ValueTask<RunStep> LeaveOutAsync(
        PipelineRun run, AssetDefinition asset, PartitionSource part, string why, CancellationToken ct)
    {
        var step = new RunStep(
            run.Id, asset.Name, part.Key, RunStatus.Skipped, 0, 0, 0, clock.GetUtcNow(), 0, 0, why, []);
        await store.SaveStepAsync(run.Tenant, step, ct);
        feed.Publish(run.Tenant, run.Id);
        return step;
    }

    private async ValueTask RemoveGoneAsync(
        TenantId tenant, AssetDefinition asset, IReadOnlyList<PartitionSource> parts, CancellationToken ct)
    {
        var there = parts.Select(part => part.Key).ToHashSet(StringComparer.Ordinal);
        var gone = (await store.StatesAsync(tenant, ct))
            .Where(state => state.Asset == asset.Name && !there.Contains(state.Partition) && !asset.KeepsOldParts)
            .Select(state => state.Partition).ToArray();
        if (gone.Length > 0) await store.RemovePartitionsAsync(tenant, asset.Name, gone, ct);
    }

    private async ValueTask<PipelineRun?> NowAsync(PipelineRun run, CancellationToken ct) =>
        (await store.FindRunsAsync(run.Tenant, [run.Id], ct)).GetValueOrDefault(run.Id);

    private async ValueTask SaveAsync(PipelineRun run, CancellationToken ct)
    {
        await store.SaveRunAsync(run, ct);
        feed.Publish(run.Tenant, run.Id);
    }
}
