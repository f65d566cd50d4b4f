using System.Text.Json;
using LearnerGraph.Api.Intelligence.Clusters.UseCases;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence.Clustering;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines.Assets;

/// <summary>
/// The themes of every course, one document each: readers see the old grouping until the new one is whole.
/// </summary>
internal sealed class ConceptClusters(ICatalogSource catalogs, ClusterCourse cluster, IClusterings clusterings) : IAsset
{
    public const string Name = "clusters";
    public const string ItemKey = "themes";

    private const double MostNoise = 0.8;

    public AssetDefinition Definition { get; } = new(
        Name, "embeddings", "ML", 1, "The concepts of each course grouped by meaning, with names.",
        [ContentEmbeddings.Name], PartitionKind.Course);

    public async ValueTask<IReadOnlyList<PartitionSource>> PartsAsync(TenantId tenant, CancellationToken ct) =>
    [
        .. (await catalogs.GetAsync(tenant, ct)).Courses
            .Select(course => new PartitionSource(course.Key, clusterings.Source)),
    ];

    public async ValueTask<AssetProduct> ProduceAsync(AssetWork work, CancellationToken ct)
    {
        var catalog = await catalogs.GetAsync(work.Tenant, ct);
        if (catalog.CourseByKey(work.Source.Key)?.Id is not { } course) return new AssetProduct("", 0, 0, 0, []);
        var found = await cluster.RunAsync(work.Tenant, catalog, course, ct);
        var themes = found.TryGet(out var all, out var problem)
            ? all : throw new InvalidOperationException(problem.Message);

        var document = JsonSerializer.Serialize(themes);
        var noise = themes.Where(theme => theme.IsNoise).Sum(theme => theme.Concepts.Count);
        var count = themes.Sum(theme => theme.Concepts.Count);
        return await work.KeepAsync(
            [new ItemStamp(ItemKey, Staleness.Hash([document]))],
            (stamps, _) => ValueTask.FromResult<IReadOnlyList<AssetItem>>(
                [.. stamps.Select(stamp => new AssetItem(stamp.Key, stamp.Hash, document))]),
            [
                new AssetCheck(
                    "themes_are_found", count == 0 || noise <= MostNoise * count, false,
                    $"at most {MostNoise:P0} of the concepts on their own", $"{noise} of {count}"),
            ],
            ct);
    }
}
