using LearnerGraph.Api.Pipelines.Assets;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines.UseCases;

/// <summary>
/// Produces one part of an asset, tries again what failed, checks it and remembers what it was made from.
/// </summary>
internal sealed class ProducePart(
    IPipelineStore store, PipelineFeed feed, PipelineOptions options, TimeProvider clock, ILogger<ProducePart> log)
{
    private const int LongestMessage = 500;

    /// <param name="tried">Attempts of a worker that did not come to an end.</param>
    /// <param name="rights">Without all of them nothing is kept.</param>
    public async ValueTask<RunStep> RunAsync(
        PipelineRun run, IAsset asset, PartitionSource part, Freshness freshness, AssetState? before, int tried,
        IReadOnlyList<HeldLease> rights, CancellationToken ct)
    {
        var definition = asset.Definition;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            [ct, .. rights.Select(right => right.Lost)]);
        var because = freshness.IsStale ? string.Join("; ", freshness.Reasons) : "it was forced";
        var step = new RunStep(
            run.Id, definition.Name, part.Key, RunStatus.Running, tried, 0, 0, clock.GetUtcNow(), 0,
            Environment.WorkingSet, $"Because {because}.", []);
        await WriteAsync(run, step, "info", $"Begins because {because}.", ct);
        while (true)
        {
            step = step with { Attempt = step.Attempt + 1 };
            await SaveAsync(run, step, ct);
            try
            {
                var work = new AssetWork(store, run.Tenant, definition, part, before, run.Force);
                var product = await asset.ProduceAsync(work, stop.Token);
                foreach (var right in rights)
                {
                    if (!await right.IsHeldAsync(ct)) await stop.CancelAsync();
                }

                stop.Token.ThrowIfCancellationRequested();
                return await KeepAsync(run, Timed(step), part, definition, freshness, product, stop.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                step = await FailedAsync(run, Timed(step), "Something that it waited for gave up.", ct);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogWarning(
                    exception, "{Asset} [{Part}] failed at attempt {Attempt}", definition.Name, part.Key, step.Attempt);
                step = await FailedAsync(run, Timed(step), exception.Message, ct);
            }

            if (options.Retries.DelayAfter(step.Attempt) is not { } delay) return step;

            await Task.Delay(delay, clock, stop.Token);
            step = step with { Status = RunStatus.Running };
        }
    }

    private async ValueTask<RunStep> KeepAsync(
        PipelineRun run, RunStep step, PartitionSource part, AssetDefinition asset, Freshness freshness,
        AssetProduct product, CancellationToken ct)
    {
        foreach (var check in product.Checks.Where(check => !check.Passed))
        {
            var level = check.IsBlocking ? "error" : "warning";
            await WriteAsync(
                run, step, level, $"Check {check.Name}: expected {check.Expected}, seen {check.Seen}.", ct);
        }

        step = step with { RowsIn = product.RowsIn, RowsOut = product.RowsOut, Checks = product.Checks };
        if (product.Checks.FirstOrDefault(check => check is { Passed: false, IsBlocking: true }) is { } broken)
        {
            // What was stored before stays; it is not called fresh, so that the next run looks again.
            step = step with
            {
                Status = RunStatus.Failed,
                Message = $"The check {broken.Name} failed: expected {broken.Expected}, seen {broken.Seen}.",
            };
            await SaveAsync(run, step, ct);
            return step;
        }

        await store.SaveStateAsync(
            run.Tenant,
            new AssetState(
                asset.Name, part.Key, asset.Version, part.Hash, part.Watermark, freshness.Fingerprint,
                product.OutputHash, product.Rows, clock.GetUtcNow(), run.Id.Value, freshness.Inputs!),
            ct);
        step = step with { Status = RunStatus.Succeeded };
        await SaveAsync(run, step, ct);
        await WriteAsync(run, step, "info", $"{product.RowsIn} rows in, {product.RowsOut} out.", ct);
        return step;
    }

    private async ValueTask<RunStep> FailedAsync(PipelineRun run, RunStep step, string message, CancellationToken ct)
    {
        var told = message.Length <= LongestMessage ? message : message[..LongestMessage] + "…";
        step = step with { Status = RunStatus.Failed, Message = told };
        await SaveAsync(run, step, ct);
        await WriteAsync(run, step, "error", $"Attempt {step.Attempt} failed: {told}", ct);
        return step;
    }

    private RunStep Timed(RunStep step) => step with
    {
        Seconds = (clock.GetUtcNow() - step.StartedAt).TotalSeconds,
        PeakBytes = Math.Max(step.PeakBytes, Environment.WorkingSet),
    };

    private async ValueTask SaveAsync(PipelineRun run, RunStep step, CancellationToken ct)
    {
        await store.SaveStepAsync(run.Tenant, step, ct);
        feed.Publish(run.Tenant, run.Id);
    }

    private ValueTask WriteAsync(PipelineRun run, RunStep step, string level, string text, CancellationToken ct) =>
        store.LogAsync(
            run.Tenant, run.Id, new RunLine(clock.GetUtcNow(), level, step.Asset, step.Partition, text), ct);
}
