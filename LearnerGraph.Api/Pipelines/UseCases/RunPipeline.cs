using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines.UseCases;

/// <summary>Asks for a run; a worker takes it up.</summary>
public sealed class RunPipeline(
    AssetRegistry registry, IPipelineStore store, PipelineFeed feed, TimeProvider clock)
{
    private const int MaxExpressions = 100;

    /// <param name="select">As AssetSelection reads it; null or empty for the whole pipeline.</param>
    /// <param name="force">Produce even what is fresh.</param>
    public async ValueTask<Result<PipelineRun>> RunAsync(
        Caller caller, string pipeline, IReadOnlyList<string>? select, bool force, RunTrigger trigger,
        CancellationToken ct)
    {
        if (caller.Needs(Role.Ml, Role.Ops) is { } refusal) return refusal;
        if (!registry.Require(pipeline).TryGet(out var definition, out var unknown)) return unknown;
        if (select?.Count > MaxExpressions)
            return new Problem.TooLarge($"A selection has up to {MaxExpressions} expressions.") { Path = ["assets"] };

        var within = registry.AssetsOf(definition);
        var wanted = select is { Count: > 0 } ? select : ["*"];
        if (!AssetSelection.Read(registry.Graph, wanted, within).TryGet(out var assets, out var problem))
            return problem;

        return await AskAsync(new PipelineRun(
            default, caller.Tenant, definition.Name, RunStatus.Queued, trigger, caller.Subject,
            [.. assets.Select(asset => asset.Name)], force, clock.GetUtcNow()), ct);
    }

    /// <summary>A new run of what failed, was left out or was not reached in one that is over.</summary>
    public async ValueTask<Result<PipelineRun>> RetryAsync(Caller caller, PipelineRunId id, CancellationToken ct)
    {
        if (caller.Needs(Role.Ml, Role.Ops) is { } refusal) return refusal;
        if (!(await store.FindRunsAsync(caller.Tenant, [id], ct)).TryGetValue(id, out var run))
            return new Problem.NotFound("pipeline run", $"{id.Value}");
        if (run.Status is not (RunStatus.Failed or RunStatus.Cancelled))
            return new Problem.Conflict("Only a run that failed or was cancelled is tried again.", "NOT_FAILED");

        var steps = (await store.StepsAsync(caller.Tenant, [id], ct)).GetValueOrDefault(id, []);
        var done = steps.GroupBy(step => step.Asset)
            .Where(parts => parts.All(step => step.Status is RunStatus.Succeeded || IsFresh(step)))
            .Select(parts => parts.Key).ToHashSet(StringComparer.Ordinal);
        string[] left = [.. run.Assets.Where(asset => !done.Contains(asset) && registry.Graph.Find(asset) is not null)];
        return await AskAsync(new PipelineRun(
            default, caller.Tenant, run.Pipeline, RunStatus.Queued, RunTrigger.Retry, caller.Subject,
            left, run.Force, clock.GetUtcNow(), RetryOf: id), ct);
    }

    public async ValueTask<Result<PipelineRun>> CancelAsync(Caller caller, PipelineRunId id, CancellationToken ct) =>
        caller.Needs(Role.Ml, Role.Ops) is { } refusal ? refusal : await store.CancelAsync(caller.Tenant, id, ct);

    private static bool IsFresh(RunStep step) => step is { Status: RunStatus.Skipped, Message: ExecuteRun.Fresh };

    private async ValueTask<PipelineRun> AskAsync(PipelineRun run, CancellationToken ct)
    {
        var asked = await store.AddRunAsync(run, ct);
        feed.Wake();
        return asked;
    }
}
