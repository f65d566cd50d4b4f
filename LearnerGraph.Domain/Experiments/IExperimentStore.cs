using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Experiments;

/// <summary>
/// Experiments, who was exposed to them, and what those learners did afterwards. Methods see one tenant only.
/// </summary>
public interface IExperimentStore
{
    ValueTask<IReadOnlyDictionary<string, Experiment>> FindByKeysAsync(
        TenantId tenant, IReadOnlyCollection<string> keys, CancellationToken ct);

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

    /// <summary>The same by local day, earliest first: how the arms grew.</summary>
    ValueTask<IReadOnlyList<ExposureDay>> CountExposureDaysAsync(
        TenantId tenant, ExperimentId experiment, int phase, DateTimeOffset asOf, CancellationToken ct);

    /// <summary>Sets of the exposed learners by variant, without the ever forced.</summary>
    ValueTask<IReadOnlyList<ArmSets>> CountSetsAsync(
        TenantId tenant, ExperimentId experiment, int phase, DateTimeOffset asOf, CancellationToken ct);

    /// <summary>Forces a variant, or with null lifts it; either way the learner leaves the analysis.</summary>
    ValueTask ForceAsync(TenantId tenant, ForcedVariant forced, CancellationToken ct);

    /// <summary>All of the experiments' forced learners; few, so callers may keep them.</summary>
    ValueTask<IReadOnlyList<ForcedVariant>> FindForcedAsync(
        TenantId tenant, IReadOnlyCollection<ExperimentId> experiments, CancellationToken ct);

    /// <summary>
    /// What the exposed learners did from their exposure up to <paramref name="lastDay"/>, one row each, without the
    /// ever forced.
    /// </summary>
    /// <param name="streakMinutes">Minutes from which a day counts for a streak.</param>
    /// <param name="level">Only learners of this skill level; null: everybody.</param>
    ValueTask<IReadOnlyList<LearnerFacts>> FindFactsAsync(
        TenantId tenant, ExperimentId experiment, int phase, FactSources sources, DateTimeOffset asOf, LocalDay lastDay,
        double streakMinutes, SkillLevel? level, CancellationToken ct);

    /// <summary>The same for all learners who practised from a day on, as if exposed on it; for sizing.</summary>
    ValueTask<IReadOnlyList<LearnerFacts>> FindBaselineAsync(
        TenantId tenant, FactSources sources, LocalDay from, LocalDay lastDay, double streakMinutes,
        CancellationToken ct);
}
