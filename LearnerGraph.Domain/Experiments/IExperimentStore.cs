using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Experiments;

/// <summary>
/// Experiments, who was exposed to them, and what those learners did afterwards. Methods see one tenant only.
/// </summary>
public interface IExperimentStore
{
    ValueTask<Experiment?> FindAsync(TenantId tenant, string key, CancellationToken ct);

    ValueTask<IReadOnlyDictionary<ExperimentId, Experiment>> FindManyAsync(
        TenantId tenant, IReadOnlyCollection<ExperimentId> ids, CancellationToken ct);

    /// <summary>Stores a draft under a new id; Conflict ALREADY_EXISTS where the key is taken.</summary>
    ValueTask<Result<Experiment>> AddAsync(Experiment experiment, CancellationToken ct);

    /// <summary>
    /// Writes if the stored version is the given one's, and raises it; Conflict where somebody was first.
    /// </summary>
    ValueTask<Result<Experiment>> SaveAsync(Experiment experiment, CancellationToken ct);

    /// <summary>By id, newest first, before the given one.</summary>
    ValueTask<IReadOnlyList<Experiment>> PageAsync(
        TenantId tenant, ExperimentStatus? status, ExperimentId? before, int count, CancellationToken ct);

    ValueTask<int> CountAsync(TenantId tenant, ExperimentStatus? status, CancellationToken ct);

    /// <summary>Running and paused ones, by id: few, asked on every set, so callers may keep them.</summary>
    ValueTask<IReadOnlyList<Experiment>> ListLiveAsync(TenantId tenant, CancellationToken ct);

    /// <summary>The kill switch; on until somebody turned it off.</summary>
    ValueTask<bool> IsEnabledAsync(TenantId tenant, CancellationToken ct);

    ValueTask SetEnabledAsync(TenantId tenant, bool enabled, CancellationToken ct);

    /// <summary>
    /// Keeps the exposures that are the first of their learner in their experiment's phase; others change nothing.
    /// </summary>
    /// <returns>How many were new.</returns>
    ValueTask<int> RecordExposuresAsync(TenantId tenant, IReadOnlyCollection<Exposure> exposures, CancellationToken ct);

    /// <summary>The learners' exposures, of every experiment and phase.</summary>
    ValueTask<IReadOnlyList<Exposure>> FindExposuresAsync(
        TenantId tenant, IReadOnlyCollection<LearnerId> learners, CancellationToken ct);

    /// <summary>Exposed learners by variant up to an instant, without the ever forced.</summary>
    ValueTask<IReadOnlyDictionary<string, int>> CountExposuresAsync(
        TenantId tenant, ExperimentId experiment, int phase, DateTimeOffset asOf, CancellationToken ct);

    /// <summary>Forces a variant, or with null lifts it; either way the learner leaves the analysis.</summary>
    ValueTask ForceAsync(TenantId tenant, ForcedVariant forced, CancellationToken ct);

    ValueTask<IReadOnlyList<ForcedVariant>> FindForcedAsync(
        TenantId tenant, IReadOnlyCollection<LearnerId> learners, CancellationToken ct);

    /// <summary>
    /// What the exposed learners did from their exposure to <paramref name="asOf"/>, without the ever forced. Where the
    /// metric has a window, the days of the window only, and only learners whose window is over.
    /// </summary>
    /// <param name="covariate">The metric over the 28 days before exposure; null: not asked for.</param>
    /// <param name="segment">"name=value", such as "skillLevel=BEGINNER"; null: everybody.</param>
    ValueTask<IReadOnlyList<ArmOutcomes>> FindOutcomesAsync(
        TenantId tenant, Experiment experiment, MetricKind metric, MetricKind? covariate, DateTimeOffset asOf,
        string? segment, CancellationToken ct);

    /// <summary>
    /// The metric of all learners over the days before an instant, for sizing; null where nobody practised.
    /// </summary>
    ValueTask<ArmOutcomes?> FindBaselineAsync(
        TenantId tenant, MetricKind metric, DateTimeOffset until, int days, CancellationToken ct);
}
