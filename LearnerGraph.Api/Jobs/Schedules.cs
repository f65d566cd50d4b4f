using LearnerGraph.Api.Pipelines;
using LearnerGraph.Api.Pipelines.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using Quartz;

namespace LearnerGraph.Api.Jobs;

/// <summary>When a pipeline is run by itself.</summary>
/// <param name="Cron">As Quartz reads it, in UTC; empty where it is off.</param>
public sealed record Schedule(string Pipeline, string Cron)
{
    private CronExpression? Expression =>
        Cron.Length == 0 ? null : new CronExpression(Cron) { TimeZone = TimeZoneInfo.Utc };

    /// <summary>The first time after the instant; null where it is off.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset instant) => Expression?.GetNextValidTimeAfter(instant);
}

/// <summary>
/// Asks for the runs that are due. Due is what the plan says after the last scheduled run that is stored, so that
/// neither a restart nor several processes lose or double one.
/// </summary>
public sealed class Schedules(
    IConfiguration settings, AssetRegistry registry, RunPipeline run, IPipelineStore store, ILeases leases,
    PipelineOptions options, TimeProvider clock)
{
    private const int LooksBack = 50;

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();

    /// <summary>Read anew each time: a change of the configuration needs no restart.</summary>
    public IReadOnlyList<Schedule> All() =>
        [.. registry.Pipelines.Select(pipeline => new Schedule(pipeline.Name, CronOf(pipeline.Name)))];

    public async ValueTask AskAsync(DateTimeOffset now, CancellationToken ct)
    {
        var tenant = TenantId.Default;
        foreach (var schedule in All())
        {
            if (!await IsDueAsync(tenant, schedule, now, ct)) continue;

            // Of several processes one asks, and whoever comes next sees that it was asked.
            var name = $"schedule:{schedule.Pipeline}";
            if (await leases.TryTakeAsync(tenant, name, Environment.MachineName, options.Lease, ct) is not { } lease)
                continue;

            if (await IsDueAsync(tenant, schedule, now, ct))
            {
                await run.RunAsync(Caller.System(tenant), schedule.Pipeline, null, false, RunTrigger.Schedule, ct);
            }

            await leases.ReleaseAsync(lease, ct);
        }
    }

    private async ValueTask<bool> IsDueAsync(
        TenantId tenant, Schedule schedule, DateTimeOffset now, CancellationToken ct)
    {
        if (schedule.NextAfter(_startedAt) is not { } first) return false;

        var last = (await store.PageRunsAsync(tenant, schedule.Pipeline, null, LooksBack, ct))
            .FirstOrDefault(one => one.Trigger == RunTrigger.Schedule)?.AskedAt;
        return (last is { } before ? schedule.NextAfter(before) ?? first : first) <= now;
    }

    private string CronOf(string pipeline) =>
        KeyOf(pipeline) is { } key
            ? (settings[key] ?? Settings.All.First(setting => setting.Key == key).Default).Trim()
            : "";

    private static string? KeyOf(string pipeline) => pipeline switch
    {
        "content" => "Pipelines:Schedules:Content",
        "analytics" => "Pipelines:Schedules:Analytics",
        "experiments" => "Pipelines:Schedules:Experiments",
        "personal" => "Pipelines:Schedules:Personal",
        "training" => "Pipelines:Schedules:Training",
        _ => null,
    };
}
