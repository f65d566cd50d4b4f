using System.Globalization;
using LearnerGraph.Api.Models.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Api.Pipelines.Assets;

/// <summary>A candidate of every model, where answers have come since; letting it serve is left to people.</summary>
internal sealed class TrainedModels(
    IPracticeFacts facts, ModelKinds kinds, StartTraining start, TrainModel train) : IAsset
{
    public AssetDefinition Definition { get; } = new(
        "trained_models", "models", "ML", 1, "A candidate of every model, trained on all answers and judged.", []);

    public async ValueTask<IReadOnlyList<PartitionSource>> PartsAsync(TenantId tenant, CancellationToken ct)
    {
        var watermark = await facts.WatermarkAsync(ct);
        return [new(AssetDefinition.WholeKey, watermark.ToString(CultureInfo.InvariantCulture), watermark)];
    }

    public async ValueTask<AssetProduct> ProduceAsync(AssetWork work, CancellationToken ct)
    {
        var caller = Caller.System(work.Tenant);
        var (artefacts, failed) = (new List<string>(), new List<string>());
        foreach (var model in kinds.All)
        {
            // One that an interrupted try left behind goes on instead of beginning anew.
            var run = await start.LeftBehindAsync(caller, model.Name, TrainingSource.Stored, [], ct);
            if (run is null
                && !(await start.RunAsync(caller, model.Name, TrainingSource.Stored, [], ct))
                    .TryGet(out run, out var problem))
            {
                throw new InvalidOperationException(problem.Message);
            }

            var ended = await train.RunAsync(run, null, ct);
            if (ended.Status == RunStatus.Failed) failed.Add($"{model.Name}: {ended.Message}");
            if (ended.ArtefactHash is { } artefact) artefacts.Add(artefact);
        }

        return new AssetProduct(
            Staleness.Hash(artefacts), artefacts.Count, kinds.All.Count, artefacts.Count,
            [AssetCheck.None("trainings_end_well", "no training fails", failed)]);
    }
}
