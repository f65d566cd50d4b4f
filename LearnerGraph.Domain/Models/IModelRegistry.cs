using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Models;

/// <summary>
/// Trainings and versions. Methods see one tenant only, but for <see cref="OpenRunsAsync"/> and
/// <see cref="LiveAsync"/>.
/// </summary>
public interface IModelRegistry
{
    /// <summary>Stores a run under a new id.</summary>
    ValueTask<TrainingRun> AddRunAsync(TrainingRun run, CancellationToken ct);

    /// <summary>Writes everything but what was asked; a request to cancel that came meanwhile is kept.</summary>
    ValueTask SaveRunAsync(TrainingRun run, CancellationToken ct);

    /// <summary>Asks a run that is not over to stop; Conflict where it is, NotFound where there is none.</summary>
    ValueTask<Result<TrainingRun>> CancelRunAsync(TenantId tenant, TrainingRunId id, CancellationToken ct);

    ValueTask<IReadOnlyDictionary<TrainingRunId, TrainingRun>> FindRunsAsync(
        TenantId tenant, IReadOnlyCollection<TrainingRunId> ids, CancellationToken ct);

    /// <summary>Newest first; optionally of one model, before an id.</summary>
    ValueTask<IReadOnlyList<TrainingRun>> PageRunsAsync(
        TenantId tenant, string? model, TrainingRunId? before, int count, CancellationToken ct);

    ValueTask<int> CountRunsAsync(TenantId tenant, string? model, CancellationToken ct);

    /// <summary>Queued and running ones of every tenant, oldest first: what workers look for.</summary>
    ValueTask<IReadOnlyList<TrainingRun>> OpenRunsAsync(CancellationToken ct);

    /// <summary>Stores a version under a new id and its model's next number.</summary>
    ValueTask<ModelVersion> AddVersionAsync(ModelVersion version, CancellationToken ct);

    /// <summary>Writes what an evaluation said.</summary>
    ValueTask SaveEvaluationAsync(ModelVersion version, CancellationToken ct);

    ValueTask<IReadOnlyDictionary<ModelVersionId, ModelVersion>> FindVersionsAsync(
        TenantId tenant, IReadOnlyCollection<ModelVersionId> ids, CancellationToken ct);

    /// <summary>All versions of some models, each model's newest first.</summary>
    ValueTask<IReadOnlyDictionary<string, IReadOnlyList<ModelVersion>>> VersionsAsync(
        TenantId tenant, IReadOnlyCollection<string> models, CancellationToken ct);

    /// <summary>Reads all versions of a model, decides and writes the changed stages, in one transaction.</summary>
    ValueTask<Result<ModelVersion[]>> MoveAsync(
        TenantId tenant, string model, Func<IReadOnlyList<ModelVersion>, Result<ModelVersion[]>> decide,
        CancellationToken ct);

    /// <summary>Versions of every tenant that serve or shadow.</summary>
    ValueTask<IReadOnlyList<ModelVersion>> LiveAsync(CancellationToken ct);
}

/// <summary>Files of trained models, named by their SHA-256, and of trainings under way.</summary>
public interface IModelFiles
{
    /// <summary>Keeps a file; answers its hash. One that is there already is left alone.</summary>
    string Save(ReadOnlySpan<byte> file);

    /// <summary>The file, checked against its name: NotFound, or Invalid where it is cut short or changed.</summary>
    Result<byte[]> Load(string hash);

    /// <summary>Replaces what is kept of a training under way; whole or not at all.</summary>
    void SaveCheckpoint(TrainingRunId run, ReadOnlySpan<byte> file);

    /// <summary>Null where there is none.</summary>
    byte[]? FindCheckpoint(TrainingRunId run);

    void RemoveCheckpoint(TrainingRunId run);
}
