using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Models;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Models;

/// <summary>Trainings by id, all of a request in one round trip.</summary>
public sealed class TrainingRunLoader(IModelRegistry registry, Caller caller)
    : BatchDataLoader<TrainingRunId, TrainingRun>
{
    protected override ValueTask<IReadOnlyDictionary<TrainingRunId, TrainingRun>> LoadBatchAsync(
        IReadOnlyList<TrainingRunId> keys, CancellationToken ct) =>
        registry.FindRunsAsync(caller.Tenant, keys, ct);
}

/// <summary>Versions by id, all of a request in one round trip.</summary>
public sealed class ModelVersionLoader(IModelRegistry registry, Caller caller)
    : BatchDataLoader<ModelVersionId, ModelVersion>
{
    protected override ValueTask<IReadOnlyDictionary<ModelVersionId, ModelVersion>> LoadBatchAsync(
        IReadOnlyList<ModelVersionId> keys, CancellationToken ct) =>
        registry.FindVersionsAsync(caller.Tenant, keys, ct);
}

/// <summary>Versions by model, all of a request in one round trip.</summary>
public sealed class VersionsOfModelLoader(IModelRegistry registry, Caller caller)
    : BatchDataLoader<string, IReadOnlyList<ModelVersion>>
{
    protected override ValueTask<IReadOnlyDictionary<string, IReadOnlyList<ModelVersion>>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken ct) =>
        registry.VersionsAsync(caller.Tenant, keys, ct);
}
