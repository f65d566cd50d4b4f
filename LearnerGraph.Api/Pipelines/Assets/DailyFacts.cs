using System.Globalization;
using System.Text.Json;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Api.Pipelines.Assets;

/// <summary>What all learners did, day by day.</summary>
internal sealed class DailyFacts(IPracticeFacts facts) : IAsset
{
    public const string Name = "daily_facts";

    public AssetDefinition Definition { get; } = new(
        Name, "facts", "OPS", 1, "Learners, minutes, answers and newly mastered concepts of every local day.", []);

    public async ValueTask<IReadOnlyList<PartitionSource>> PartsAsync(TenantId tenant, CancellationToken ct)
    {
        var watermark = await facts.WatermarkAsync(ct);
        return [new(AssetDefinition.WholeKey, watermark.ToString(CultureInfo.InvariantCulture), watermark)];
    }

    public async ValueTask<AssetProduct> ProduceAsync(AssetWork work, CancellationToken ct)
    {
        var days = (await facts.TotalsAsync(work.Tenant, ct))
            .ToDictionary(day => $"{day.Day}", StringComparer.Ordinal);
        string[] impossible =
        [
            .. days.Where(day => day.Value.Correct > day.Value.Attempts || day.Value.Minutes < 0)
                .Select(day => day.Key),
        ];
        return await work.KeepAsync(
            [.. days.Select(day => new ItemStamp(day.Key, Staleness.Hash([Document(day.Value)])))],
            (stamps, _) => ValueTask.FromResult<IReadOnlyList<AssetItem>>(
                [.. stamps.Select(stamp => new AssetItem(stamp.Key, stamp.Hash, Document(days[stamp.Key])))]),
            [AssetCheck.None("figures_are_possible", "no more right answers than answers", impossible)], ct);
    }

    private static string Document(DayTotals day) => JsonSerializer.Serialize(day);
}
