using System.Collections.Concurrent;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;

namespace LearnerGraph.Infrastructure.Redis;

/// <summary>First the process, then Redis where there is one, then one computation for all who wait.</summary>
internal sealed class SetCache(CacheOptions options, TimeProvider clock, SharedSets? shared) : ISetCache
{
    private readonly ProcessSets _sets = new(options.Entries, clock);
    private readonly ConcurrentDictionary<SetKey, Lazy<Task<SetLookup>>> _flights = new();

    public ValueTask<SetLookup> GetOrComputeAsync(
        SetKey key, Func<RecommendationSet, bool> isCurrent,
        Func<CancellationToken, ValueTask<RecommendationSet>> compute, CancellationToken ct) =>
        _sets.Find(key) is { } set && isCurrent(set)
            ? new(new SetLookup(set, CacheLevel.Process))
            : JoinAsync(key, isCurrent, compute, ct);

    public async ValueTask KeepAsync(SetKey key, RecommendationSet set, CancellationToken ct)
    {
        if (set.Source != RecommendationSource.Computed) return;

        var life = Life(set);
        if (life <= TimeSpan.Zero) return;

        _sets.Keep(key, set, clock.GetUtcNow() + life);
        if (shared is not null) await shared.KeepAsync(key, set, life, ct);
    }

    public async ValueTask ForgetAsync(TenantId tenant, LearnerId learner, CancellationToken ct)
    {
        _sets.Forget(tenant, learner);
        if (shared is not null) await shared.ForgetAsync(tenant, learner, ct);
    }

    private async ValueTask<SetLookup> JoinAsync(
        SetKey key, Func<RecommendationSet, bool> isCurrent,
        Func<CancellationToken, ValueTask<RecommendationSet>> compute, CancellationToken ct)
    {
        while (true)
        {
            var own = new Lazy<Task<SetLookup>>(() => FlyAsync(key, isCurrent, compute));
            var flight = _flights.GetOrAdd(key, own);
            var found = await flight.Value.WaitAsync(ct);
            if (ReferenceEquals(flight, own)) return found;

            // Somebody else's computation may have begun before an edit that this caller has seen.
            if (isCurrent(found.Set))
            {
                return found with
                {
                    Level = found.Level != CacheLevel.None ? found.Level : CacheLevel.Process, IsJoined = true,
                };
            }
        }
    }

    private async Task<SetLookup> FlyAsync(
        SetKey key, Func<RecommendationSet, bool> isCurrent,
        Func<CancellationToken, ValueTask<RecommendationSet>> compute)
    {
        try
        {
            if (shared is not null && await shared.FindAsync(key, CancellationToken.None) is { } found
                && isCurrent(found))
            {
                var left = found.ExpiresAt - clock.GetUtcNow();
                if (left > TimeSpan.Zero) _sets.Keep(key, found, clock.GetUtcNow() + Least(left, Jittered()));
                return new SetLookup(found, CacheLevel.Shared);
            }

            var set = await compute(CancellationToken.None);
            await KeepAsync(key, set, CancellationToken.None);
            return new SetLookup(set, CacheLevel.None);
        }
        finally
        {
            _flights.TryRemove(key, out _);
        }
    }

    private TimeSpan Life(RecommendationSet set) => Least(set.ExpiresAt - clock.GetUtcNow(), Jittered());

    private TimeSpan Jittered() =>
        TimeSpan.FromSeconds(options.TtlSeconds * (0.9 + (0.2 * Random.Shared.NextDouble())));

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
