using System.Data.Common;
using LearnerGraph.Api.Learners;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Jobs;

/// <summary>
/// Tells this process's subscribers what other processes have committed; what it commits itself they hear at once. A
/// change may be told twice, which is harmless: subscribers read the state that it left.
/// </summary>
internal sealed class ChangeRelay(
    ILearnerChanges changes, LearnerFeed feed, ICatalogSource catalogs, EventOptions options, TimeProvider clock,
    ILogger<ChangeRelay> log) : BackgroundService
{
    private const int AtOnce = 500;

    /// <summary>Changes left for processes that are slow; one that is further behind tells what is left.</summary>
    private const int Kept = 10_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.PollMs == 0) return;

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.PollMs));
        long? read = null;
        var forgotten = 0L;
        try
        {
            do
            {
                try
                {
                    read = read is { } last
                        ? await RelayAsync(last, stoppingToken)
                        : await changes.NewestAsync(stoppingToken);
                    if (read - Kept <= forgotten) continue;

                    // In steps of a tenth, so that most rounds delete nothing.
                    await changes.ForgetAsync(read.Value - Kept, stoppingToken);
                    forgotten = read.Value - Kept + (Kept / 10);
                }
                catch (Exception e) when (e is DbException or IOException or TimeoutException)
                {
                    log.LogWarning(e, "Changes of other processes cannot be read; subscribers hear of them later.");
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task<long> RelayAsync(long last, CancellationToken ct)
    {
        while (await changes.AfterAsync(last, AtOnce, ct) is { Count: > 0 } page)
        {
            foreach (var change in page)
            {
                last = change.Id;
                if (change.IsOurs || !feed.HasSubscribers(change.Tenant, change.Learner)) continue;

                var catalog = await catalogs.GetAsync(change.Tenant, ct);
                var touched = change.Questions.SelectMany(question => catalog.FindAny(question)?.Concepts ?? [])
                    .Select(link => link.Concept).Distinct();
                feed.Publish(change.Tenant, change.Learner, [.. touched], clock.GetUtcNow());
            }
        }

        return last;
    }
}
