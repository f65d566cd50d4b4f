using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>Where a set was found.</summary>
public enum CacheLevel
{
    /// <summary>Nowhere: it was computed for this caller.</summary>
    None,

    Process,
    Shared,
}

/// <summary>A set, and where it was found.</summary>
/// <param name="IsJoined">Another caller was already at it, so that nothing was looked up or computed.</param>
public readonly record struct SetLookup(RecommendationSet Set, CacheLevel Level, bool IsJoined = false);

/// <summary>
/// Served sets kept for a while, under keys that change with everything they depend on. It only saves work: an outage
/// behind it costs a computation and is never an error.
/// </summary>
public interface ISetCache
{
    /// <summary>
    /// The kept set, or the computed one, which is then kept where its source is Computed. Callers that ask for the
    /// same key at once share one computation, which no single caller's token ends.
    /// </summary>
    /// <param name="isCurrent">Whether a kept set shows the content as it is; one that does not is replaced.</param>
    ValueTask<SetLookup> GetOrComputeAsync(
        SetKey key, Func<RecommendationSet, bool> isCurrent,
        Func<CancellationToken, ValueTask<RecommendationSet>> compute, CancellationToken ct);

    /// <summary>Keeps a set that was computed ahead of the request for it, or past the cache.</summary>
    ValueTask KeepAsync(SetKey key, RecommendationSet set, CancellationToken ct);

    /// <summary>Forgets everything of a learner, wherever it is kept.</summary>
    ValueTask ForgetAsync(TenantId tenant, LearnerId learner, CancellationToken ct);
}
