using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Pipelines;

/// <summary>
/// Runs, their steps and logs, what was produced last, and small products. Methods see one tenant only, but for
/// <see cref="OpenRunsAsync"/>.
/// </summary>
public interface IPipelineStore
{
    /// <summary>Stores a run under a new id.</summary>
    ValueTask<PipelineRun> AddRunAsync(PipelineRun run, CancellationToken ct);

    /// <summary>Writes status, times and error; a request to cancel that came meanwhile is kept.</summary>
    ValueTask SaveRunAsync(PipelineRun run, CancellationToken ct);

    /// <summary>Asks a run that is not over to stop; Conflict where it is, NotFound where there is none.</summary>
    ValueTask<Result<PipelineRun>> CancelAsync(TenantId tenant, PipelineRunId run, CancellationToken ct);

    ValueTask<IReadOnlyDictionary<PipelineRunId, PipelineRun>> FindRunsAsync(
        TenantId tenant, IReadOnlyCollection<PipelineRunId> ids, CancellationToken ct);

    /// <summary>Newest first; optionally of one pipeline.</summary>
    ValueTask<IReadOnlyList<PipelineRun>> PageRunsAsync(
        TenantId tenant, string? pipeline, PipelineRunId? before, int count, CancellationToken ct);

    /// <summary>Queued and running ones of every tenant, oldest first: what workers look for.</summary>
    ValueTask<IReadOnlyList<PipelineRun>> OpenRunsAsync(CancellationToken ct);

    /// <summary>Adds the step, or writes over that of the same run, asset and partition.</summary>
    ValueTask SaveStepAsync(TenantId tenant, RunStep step, CancellationToken ct);

    /// <summary>Of several runs in one round trip, in the order in which they began.</summary>
    ValueTask<IReadOnlyDictionary<PipelineRunId, IReadOnlyList<RunStep>>> StepsAsync(
        TenantId tenant, IReadOnlyCollection<PipelineRunId> runs, CancellationToken ct);

    ValueTask LogAsync(TenantId tenant, PipelineRunId run, RunLine line, CancellationToken ct);

    /// <summary>The last lines of a run, oldest first.</summary>
    ValueTask<IReadOnlyList<RunLine>> LogOfAsync(
        TenantId tenant, PipelineRunId run, int count, CancellationToken ct);

    ValueTask<IReadOnlyList<AssetState>> StatesAsync(TenantId tenant, CancellationToken ct);

    ValueTask SaveStateAsync(TenantId tenant, AssetState state, CancellationToken ct);

    /// <summary>Takes the states of parts that are no longer there away, with what they hold.</summary>
    ValueTask RemovePartitionsAsync(
        TenantId tenant, string asset, IReadOnlyCollection<string> partitions, CancellationToken ct);

    /// <summary>Hashes of what a part holds, by key.</summary>
    ValueTask<IReadOnlyDictionary<string, string>> ItemHashesAsync(
        TenantId tenant, string asset, string partition, CancellationToken ct);

    /// <summary>Writes items and takes the named ones away, in one transaction.</summary>
    ValueTask ChangeItemsAsync(
        TenantId tenant, string asset, string partition, IReadOnlyCollection<AssetItem> written,
        IReadOnlyCollection<string> removed, CancellationToken ct);

    /// <summary>Of a part, by key; unknown keys are left out.</summary>
    ValueTask<IReadOnlyDictionary<string, AssetItem>> FindItemsAsync(
        TenantId tenant, string asset, string partition, IReadOnlyCollection<string> keys, CancellationToken ct);

    /// <summary>All items of a part, by key.</summary>
    ValueTask<IReadOnlyList<AssetItem>> ItemsAsync(
        TenantId tenant, string asset, string partition, CancellationToken ct);
}

/// <summary>One row of an asset that keeps small documents.</summary>
/// <param name="Hash">Of what it was made from: an equal one is not written again.</param>
/// <param name="Document">JSON or text, as the asset defines it.</param>
/// <param name="Learner">Whom it tells of; it goes when that learner is erased.</param>
public sealed record AssetItem(string Key, string Hash, string Document, LearnerId? Learner = null);
