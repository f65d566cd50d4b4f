using System.Collections.Concurrent;
using LearnerGraph.Api.Operations;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>
/// Remembers that a treated set was really served: to the learner's own token or a service acting for them, once per
/// phase, from the cache or not. Staff who look expose nobody, and neither do forced variants.
/// </summary>
public sealed partial class RecordExposure(
    IExperimentStore store, LiveExperiments live, Instruments instruments, TimeProvider clock,
    ILogger<RecordExposure> logger)
{
    private const int MostRemembered = 200_000;

    // How long an answer waits for its exposure; the write goes on beside it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(40);

    private readonly ConcurrentDictionary<(ExperimentId, int Phase, LearnerId), bool> _known = new();

    public async ValueTask RunAsync(Caller caller, Learner learner, RecommendationSet set, CancellationToken ct)
    {
        if (set.Assignments.Count == 0 || !caller.Exposes(learner.Id)) return;
        try
        {
            var fresh = await FreshAsync(learner, set);
            if (fresh.Count == 0) return;
            var write = KeepAsync(caller.Tenant, fresh);
            await write.WaitAsync(Patience, clock, ct);
        }
        catch (Exception e) when (e is TimeoutException or System.Data.Common.DbException or IOException)
        {
            // The learner is served either way; the next set that is served tries again.
            LogLate(e);
        }
    }

    private async ValueTask<List<Exposure>> FreshAsync(Learner learner, RecommendationSet set)
    {
        var fresh = new List<Exposure>();
        var now = clock.GetUtcNow();
        foreach (var assignment in set.Assignments)
        {
            if (assignment.Variant is not { } variant || assignment.Reason is "FORCED") continue;
            var experiment = (await live.GetAsync(learner.Tenant)).Experiments
                .FirstOrDefault(one => one.Key == assignment.Experiment);
            if (experiment is null || _known.ContainsKey((experiment.Id, experiment.Phase, learner.Id))) continue;
            var day = LocalDay.At(now, TimeZoneInfo.FindSystemTimeZoneById(learner.TimeZone));
            var assignedClass = experiment.Plan.Unit is AssignmentUnit.Class ? learner.ClassKey : null;
            fresh.Add(new(
                experiment.Id, experiment.Phase, learner.Id, variant, now, day, Definition.HashOf(experiment),
                assignedClass));
        }

        return fresh;
    }

    private async Task KeepAsync(TenantId tenant, List<Exposure> fresh)
    {
        var kept = await store.RecordExposuresAsync(tenant, fresh, CancellationToken.None);

        // Where another process was first with one of them, which one is not told: it has counted its own.
        if (kept == fresh.Count) await CountAsync(tenant, fresh);
        if (_known.Count > MostRemembered) _known.Clear();
        foreach (var exposure in fresh) _known[(exposure.Experiment, exposure.Phase, exposure.Learner)] = true;
    }

    private async ValueTask CountAsync(TenantId tenant, List<Exposure> fresh)
    {
        var experiments = (await live.GetAsync(tenant)).Experiments;
        foreach (var exposure in fresh)
        {
            if (experiments.FirstOrDefault(one => one.Id == exposure.Experiment) is { } experiment)
                instruments.Exposed(tenant, experiment.Key, exposure.Variant);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An exposure was not kept in time.")]
    private partial void LogLate(Exception exception);
}
