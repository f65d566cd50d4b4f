using System.Collections.Concurrent;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>What assignment needs to know, kept in memory: the live experiments and whom staff forced.</summary>
public sealed record LiveSnapshot(
    bool IsEnabled, IReadOnlyList<Experiment> Experiments,
    IReadOnlyDictionary<(ExperimentId Experiment, LearnerId Learner), string> Forced)
{
    public static readonly LiveSnapshot Off =
        new(false, [], new Dictionary<(ExperimentId, LearnerId), string>());
}

/// <summary>
/// The live experiments of each tenant. A change made here is seen at once; one made by another process within the
/// lifetime of a snapshot.
/// </summary>
public sealed class LiveExperiments(IExperimentStore store, ExperimentOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<TenantId, (Task<LiveSnapshot> Load, DateTimeOffset Until)> _kept = new();

    public ValueTask<LiveSnapshot> GetAsync(TenantId tenant)
    {
        if (!options.Enabled) return new(LiveSnapshot.Off);
        var now = clock.GetUtcNow();
        if (_kept.TryGetValue(tenant, out var kept) && now < kept.Until && !kept.Load.IsFaulted) return new(kept.Load);

        // One load serves all who ask at once, so nobody's token ends it.
        var load = LoadAsync(tenant);
        _kept[tenant] = (load, now + Lifetime);
        return new(load);
    }

    /// <summary>To be called after every change.</summary>
    public void Forget(TenantId tenant) => _kept.TryRemove(tenant, out _);

    private async Task<LiveSnapshot> LoadAsync(TenantId tenant)
    {
        var live = await store.ListLiveAsync(tenant, CancellationToken.None);
        if (live.Count == 0) return LiveSnapshot.Off with { IsEnabled = true };
        var enabled = await store.IsEnabledAsync(tenant, CancellationToken.None);
        var forced = await store.FindForcedAsync(tenant, [.. live.Select(one => one.Id)], CancellationToken.None);
        return new(
            enabled, live,
            forced.Where(one => one.Variant is not null)
                .ToDictionary(one => (one.Experiment, one.Learner), one => one.Variant!));
    }
}
