using System.Data.Common;
using LearnerGraph.Api.Models.UseCases;
using LearnerGraph.Api.Pipelines;

namespace LearnerGraph.Api.Jobs;

/// <summary>Opens the serving models at the start, and looks for what other processes have promoted since.</summary>
internal sealed class ModelRefresher(ServedModels models, PipelineOptions options, ILogger<ModelRefresher> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.PollSeconds));
        try
        {
            do
            {
                try
                {
                    await models.RefreshAsync(stoppingToken);
                }
                catch (Exception exception) when (exception is DbException or IOException)
                {
                    log.LogWarning(exception, "The store does not answer; the models stay as they are.");
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
