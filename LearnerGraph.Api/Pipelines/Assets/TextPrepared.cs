using System.Globalization;
using LearnerGraph.Domain.Content;
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
        var content = CourseContent.Of(catalog, work.Source.Key);
        var texts = content.Concepts.Select(one => (Key: KeyOf("concept", one.Id.Value), Text: Of(one)))
            .Concat(content.Questions.Select(one => (Key: KeyOf("question", one.Id.Value), Text: Of(one, catalog))))
            .ToDictionary(one => one.Key, one => one.Text, StringComparer.Ordinal);
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

    private static string KeyOf(string kind, int id) => $"{kind}:{id.ToString(CultureInfo.InvariantCulture)}";

    private static string Of(Concept concept) =>
        Join([concept.Name, concept.Description, string.Join(", ", concept.Tags)]);

    private static string Of(Question question, CatalogSnapshot catalog) => Join(
    [
        question.Prompt, string.Join("; ", question.Options),
        string.Join(", ", question.Concepts.Select(link => catalog.Find(link.Concept)?.Name).OfType<string>()),
    ]);

    private static string Join(IEnumerable<string?> parts) =>
        string.Join(". ", parts.Select(part => Tidy(part ?? "")).Where(part => part.Length > 0));

    private static string Tidy(string text) =>
        string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
