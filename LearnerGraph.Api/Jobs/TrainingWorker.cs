using System.Data.Common;
using LearnerGraph.Api.Models;
using LearnerGraph.Api.Models.UseCases;
using LearnerGraph.Api.Pipelines;
using LearnerGraph.Domain.Models;

namespace LearnerGraph.Api.Jobs;

/// <summary>Takes up trainings that were asked for, and those that another process left behind.</summary>
internal sealed class TrainingWorker(
    IModelRegistry registry, TrainModel train, TrainingFeed feed, PipelineOptions options,
    ILogger<TrainingWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Worker) return;

        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await LookAsync(stoppingToken);
                await feed.WaitAsync(TimeSpan.FromSeconds(options.PollSeconds), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; whoever starts next goes on from the last checkpoint.
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            // Files lie where the verb was started; only that verb goes on with them.
            foreach (var run in (await registry.OpenRunsAsync(ct)).Where(run => !TrainingSource.IsFile(run.Source)))
            {
                await train.RunAsync(run, null, ct);
            }
        }
        catch (Exception exception) when (exception is DbException or IOException)
        {
            log.LogWarning(exception, "The store does not answer; trainings wait.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            log.LogWarning("Another worker has taken a training over; it goes on there.");
        }
    }
}
