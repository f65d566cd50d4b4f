using System.Globalization;
using LearnerGraph.Api.Intelligence.UseCases;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Api.Pipelines.Assets;

/// <summary>
/// Relations that a course's texts and answers speak for, open for authors; looked for again with every edit of the
/// course, and with every ten thousand answers.
/// </summary>
internal sealed class RelationProposalsFound(
    ICatalogSource catalogs, IPracticeFacts facts, FindRelations find) : IAsset
{
    public const string Name = "relation_proposals";

    private const long Answers = 10_000;

    public AssetDefinition Definition { get; } = new(
        Name, "relations", "AUTHOR", 1, "Relations between a course's concepts for authors to accept or reject.",
        [ContentEmbeddings.Name], PartitionKind.Course);

    public async ValueTask<IReadOnlyList<PartitionSource>> PartsAsync(TenantId tenant, CancellationToken ct)
    {
        var answers = await facts.WatermarkAsync(ct) / Answers;
        return
        [
            .. (await catalogs.GetAsync(tenant, ct)).Courses.Select(course => new PartitionSource(
                course.Key, string.Create(CultureInfo.InvariantCulture, $"{course.Version}.{answers}"))),
        ];
    }

    public async ValueTask<AssetProduct> ProduceAsync(AssetWork work, CancellationToken ct)
    {
        var catalog = await catalogs.GetAsync(work.Tenant, ct);
        if (catalog.CourseByKey(work.Source.Key)?.Id is not { } course) return new AssetProduct("", 0, 0, 0, []);

        var outcome = await find.RunAsync(work.Tenant, catalog, course, FindRelations.LeastSimilarity, ct);
        var open = outcome.TryGet(out var found, out var problem)
            ? found : throw new InvalidOperationException(problem.Message);
        var output = Staleness.Hash(open.OrderBy(one => one.Id.Value).SelectMany(one => new[]
        {
            $"{one.Id.Value}:{one.Found.Type}", one.Found.Confidence.ToString("R", CultureInfo.InvariantCulture),
        }));
        return new AssetProduct(output, open.Count, catalog.ConceptsOf(course).Length, open.Count, []);
    }
}
