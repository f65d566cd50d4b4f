using System.Data.Common;
using LearnerGraph.Api.Pipelines;
using LearnerGraph.Api.Pipelines.UseCases;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Jobs;

/// <summary>Takes up asked-for runs, those that another process left behind, and what the schedules ask for.</summary>
internal sealed class PipelineWorker(
    IPipelineStore store, ExecuteRun execute, Schedules schedules, PipelineFeed feed, AssetRegistry registry,
    PipelineOptions options, TimeProvider clock, ILogger<PipelineWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Worker) return;

        log.LogInformation("Pipelines: {Names}", string.Join(", ", registry.Pipelines.Select(one => one.Name)));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await schedules.AskAsync(clock.GetUtcNow(), stoppingToken);
                foreach (var run in await store.OpenRunsAsync(stoppingToken))
                {
                    await execute.RunAsync(run, stoppingToken);
                }
            }
            catch (Exception exception) when (exception is DbException or IOException)
            {
                log.LogWarning(exception, "The store does not answer; pipelines wait.");
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Another worker has taken a run over; it goes on there.");
            }
            catch (OperationCanceledException)
            {
                // The host stops; whoever starts next resumes.
                return;
            }

            try
            {
                await feed.WaitAsync(TimeSpan.FromSeconds(options.PollSeconds), stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
