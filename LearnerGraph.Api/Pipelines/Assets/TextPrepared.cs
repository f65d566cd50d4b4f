using System.Globalization;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines.Assets;

/// <summary>The text of every concept and question as models are to read it; its version is the template's.</summary>
internal sealed class TextPrepared(ICatalogSource catalogs) : IAsset
{
    public const string Name = "text_prepared";

    private const int ShortText = 20;

    public AssetDefinition Definition { get; } = new(
        Name, "text", "ML", 1, "One text for each concept and question, cleaned and put together by a template.",
        [CatalogValidated.Name], PartitionKind.Course);

    public async ValueTask<IReadOnlyList<PartitionSource>> PartsAsync(TenantId tenant, CancellationToken ct) =>
        [.. (await catalogs.GetAsync(tenant, ct)).Courses.Select(course => new PartitionSource(course.Key, ""))];

    public async ValueTask<AssetProduct> ProduceAsync(AssetWork work, CancellationToken ct)
    {
        var catalog = await catalogs.GetAsync(work.Tenant, ct);
        var texts = ConceptText.OfCourse(catalog, catalog.CourseByKey(work.Source.Key)?.Id ?? default)
            .ToDictionary(one => KeyOf(one.Key), one => one.Value, StringComparer.Ordinal);
        return await work.KeepAsync(
            [.. texts.Select(pair => new ItemStamp(pair.Key, Staleness.Hash([pair.Value])))],
            (stamps, _) => ValueTask.FromResult<IReadOnlyList<AssetItem>>(
                [.. stamps.Select(stamp => new AssetItem(stamp.Key, stamp.Hash, texts[stamp.Key]))]),
            [
                AssetCheck.None(
                    "texts_say_enough", $"{ShortText} characters or more",
                    [.. texts.Where(pair => pair.Value.Length < ShortText).Select(pair => pair.Key)], false),
            ],
            ct);
    }

    private static string KeyOf(ContentKey key) =>
        $"{key.Kind.ToString().ToLowerInvariant()}:{key.Id.ToString(CultureInfo.InvariantCulture)}";
}
