using System.Globalization;
using System.Text.Json;
using LearnerGraph.Api.Experiments.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines.Assets;

/// <summary>What an experiment's primary metric said on a day; null where the data did not allow it.</summary>
public sealed record ExperimentLook(
    DateOnly Day, string Variant, int Exposures, double? RelativeLift, double? Low, double? High, double? P,
    string Advice);

/// <summary>What experiments say, one look a day, so that their course can be followed.</summary>
internal sealed class ExperimentAnalyses(IExperimentStore experiments, AnalyzeExperiment analyze, TimeProvider clock)
    : IAsset
{
    public const string Name = "experiment_analyses";

    private const int MostStopped = 100;

    public AssetDefinition Definition { get; } = new(
        Name, "experiments", "EXPERIMENTER", 1, "One look a day at each experiment's primary metric.",
        [DailyFacts.Name], PartitionKind.Experiment)
    {
        KeepsOldParts = true,
    };

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public async ValueTask<IReadOnlyList<PartitionSource>> PartsAsync(TenantId tenant, CancellationToken ct) =>
    [
        .. (await experiments.ListLiveAsync(tenant, ct))
            .Concat(await experiments.PageAsync(tenant, ExperimentStatus.Stopped, null, MostStopped, ct))
            .Select(one => new PartitionSource(
                one.Key,
                Staleness.Hash([$"{one.Version}", $"{one.Phase}", one.StoppedAt is null ? $"{Today:O}" : "stopped"]))),
    ];

    public async ValueTask<AssetProduct> ProduceAsync(AssetWork work, CancellationToken ct)
    {
        var found = await experiments.FindByKeysAsync(work.Tenant, [work.Source.Key], ct);
        if (!found.TryGetValue(work.Source.Key, out var experiment)) return new("", 0, 0, 0, []);

        var analyzed = await analyze.RunAsync(Caller.System(work.Tenant), experiment, null, null, ct);
        if (!analyzed.TryGet(out var results, out var problem)) throw new InvalidOperationException(problem.Message);

        var looks = LooksOf(results, DateOnly.FromDateTime(results.AsOf.UtcDateTime));
        var document = JsonSerializer.Serialize(looks);
        var key = looks.Length == 0 ? $"{Today:O}" : $"{looks[0].Day:O}";
        var valid = new AssetCheck(
            "split_is_as_planned", results.Decision != Decision.Invalid, false, "no sample-ratio mismatch",
            results.DecisionReason);
        return await work.KeepAsync(
            [new ItemStamp(key, Staleness.Hash([document]))],
            (stamps, _) => ValueTask.FromResult<IReadOnlyList<AssetItem>>([new(key, stamps[0].Hash, document)]),
            [valid], ct, keepsOthers: true);
    }

    private static ExperimentLook[] LooksOf(ExperimentResults results, DateOnly day) =>
    [
        .. results.Metrics.Where(metric => metric.Role == MetricRole.Primary)
            .SelectMany(metric => metric.Comparisons)
            .Select(one => new ExperimentLook(
                day, one.Treatment.Variant, results.Exposures, one.RelativeLift, one.RelativeLiftInterval?.Lower,
                one.RelativeLiftInterval?.Upper, one.P, results.Decision.ToString().ToUpperInvariant())),
    ];
}
