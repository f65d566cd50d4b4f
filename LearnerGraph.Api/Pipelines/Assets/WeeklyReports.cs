using System.Globalization;
using LearnerGraph.Api.Learners.UseCases;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Pipelines.Assets;

/// <summary>
/// The reports of the last weeks that are over everywhere, for whoever practised in them or the week before.
/// </summary>
internal sealed class WeeklyReports(
    IPracticeFacts facts, IPracticeStore practice, WriteWeeklyReport write, TimeProvider clock) : IAsset
{
    public const string Name = "weekly_reports";

    private const int Weeks = 4;

    // Where local days end last, 12 hours behind UTC.
    private static readonly TimeSpan Behind = TimeSpan.FromHours(12);

    public AssetDefinition Definition { get; } = new(
        Name, "reports", "OPS", 1, "One report for each learner and week.", [DailyFacts.Name], PartitionKind.Week)
    {
        KeepsOldParts = true,
    };

    public async ValueTask<IReadOnlyList<PartitionSource>> PartsAsync(TenantId tenant, CancellationToken ct)
    {
        var running = LocalDay.At(clock.GetUtcNow() - Behind, TimeZoneInfo.Utc).WeekStart();
        var parts = new List<PartitionSource>(Weeks);
        for (var week = Weeks; week > 0; week--)
        {
            var monday = running + (-7 * week);
            var stamps = await StampsAsync(tenant, monday, ct);
            parts.Add(new($"{monday}", Staleness.Hash(stamps.SelectMany(one => new[] { one.Key, one.Hash }))));
        }

        return parts;
    }

    public async ValueTask<AssetProduct> ProduceAsync(AssetWork work, CancellationToken ct)
    {
        var monday = LocalDay.From(DateOnly.Parse(work.Source.Key, CultureInfo.InvariantCulture));
        return await work.KeepAsync(
            await StampsAsync(work.Tenant, monday, ct),
            async (stamps, token) =>
            {
                var learners = await practice.LoadAsync(
                    work.Tenant, [.. stamps.Select(one => one.Learner!.Value)], token);
                var items = new List<AssetItem>(stamps.Count);
                foreach (var stamp in stamps)
                {
                    if (!learners.TryGetValue(stamp.Learner!.Value, out var learner)) continue;

                    var report = await write.RunAsync(work.Tenant, learner, monday, token);
                    items.Add(new AssetItem(stamp.Key, stamp.Hash, report.ToJson(), stamp.Learner));
                }

                return items;
            },
            [], ct);
    }

    private async ValueTask<IReadOnlyList<ItemStamp>> StampsAsync(
        TenantId tenant, LocalDay monday, CancellationToken ct) =>
    [
        .. (await facts.StampsAsync(tenant, monday + -7, monday + 6, ct)).Select(one => new ItemStamp(
            Text(one.Learner.Value),
            Staleness.Hash(
                [Text(one.Days), Text(one.Minutes), Text(one.Attempts), Text(one.Correct), Text(one.ConceptsMastered)]),
            one.Learner)),
    ];

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
