using System.Collections.Concurrent;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;

namespace LearnerGraph.Infrastructure.Redis;

/// <summary>
/// Sets in process, in two generations: the younger fills up to half the capacity and then becomes the older, whose
/// unused entries go with it. Close to least-recently-used, and without a lock.
/// </summary>
internal sealed class ProcessSets(int capacity, TimeProvider clock)
{
    private readonly int _half = Math.Max(1, capacity / 2);
    private Generations _generations = new(new(), new());

    public RecommendationSet? Find(SetKey key)
    {
        if (capacity == 0) return null;

        var (young, old) = _generations;
        var isOld = false;
        if (!young.TryGetValue(key, out var entry))
        {
            if (!old.TryGetValue(key, out entry)) return null;

            isOld = true;
        }

        if (entry.EndsAt <= clock.GetUtcNow())
        {
            young.TryRemove(key, out _);
            old.TryRemove(key, out _);
            return null;
        }

        if (isOld) Keep(key, entry.Set, entry.EndsAt);
        return entry.Set;
    }

    public void Keep(SetKey key, RecommendationSet set, DateTimeOffset endsAt)
    {
        if (capacity == 0) return;

        var generations = _generations;
        generations.Young[key] = new Entry(set, endsAt);
        if (generations.Young.Count >= _half)
        {
            Interlocked.CompareExchange(ref _generations, new Generations(new(), generations.Young), generations);
        }
    }

    public void Forget(TenantId tenant, LearnerId learner)
    {
        var (young, old) = _generations;
        foreach (var generation in new[] { young, old })
        {
            foreach (var (key, _) in generation)
            {
                if (key.Learner == learner && key.Tenant == tenant) generation.TryRemove(key, out _);
            }
        }
    }

    private readonly record struct Entry(RecommendationSet Set, DateTimeOffset EndsAt);

    private sealed record Generations(
        ConcurrentDictionary<SetKey, Entry> Young, ConcurrentDictionary<SetKey, Entry> Old);
}
