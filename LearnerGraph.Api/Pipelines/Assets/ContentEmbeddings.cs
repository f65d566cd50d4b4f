using LearnerGraph.Api.Intelligence;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines.Assets;

/// <summary>The vector of every concept and question; a changed text makes its own anew and no other.</summary>
internal sealed class ContentEmbeddings(
    ICatalogSource catalogs, ITextSpaces spaces, IContentVectors vectors) : IAsset
{
    public const string Name = "embeddings";

    private const int AtOnce = 200;

    public AssetDefinition Definition { get; } = new(
        Name, "embeddings", "ML", 1, "One vector for each concept and question, of its course's own space.",
        [TextPrepared.Name], PartitionKind.Course);

    public async ValueTask<IReadOnlyList<PartitionSource>> PartsAsync(TenantId tenant, CancellationToken ct) =>
    [
        .. (await catalogs.GetAsync(tenant, ct)).Courses
            .Select(course => new PartitionSource(course.Key, spaces.Source)),
    ];

    public async ValueTask<AssetProduct> ProduceAsync(AssetWork work, CancellationToken ct)
    {
        var catalog = await catalogs.GetAsync(work.Tenant, ct);
        if (catalog.CourseByKey(work.Source.Key)?.Id is not { } course) return new AssetProduct("", 0, 0, 0, []);

        var texts = ConceptText.OfCourse(catalog, course);
        var embedder = await FitAsync(work, course, [.. texts.Values], ct);
        var hashes = texts.ToDictionary(pair => pair.Key, pair => CourseSpaces.HashOf(pair.Value));
        var kept = await vectors.HashesAsync(work.Tenant, course, ct);
        var changed = texts.Keys.Where(key => work.IsForced || kept.GetValueOrDefault(key) != hashes[key]).ToArray();
        foreach (var batch in changed.Chunk(AtOnce))
        {
            var embedded = await embedder.EmbedAsync([.. batch.Select(key => texts[key])], ct);
            var made = embedded.TryGet(out var all, out var problem)
                ? all : throw new InvalidOperationException(problem.Message);
            await vectors.ChangeAsync(
                work.Tenant, course,
                [.. batch.Select((key, i) => new ContentVector(key, hashes[key], made[i].Vector.ToArray()))], [], ct);
        }

        ContentKey[] gone = [.. kept.Keys.Where(key => !texts.ContainsKey(key))];
        if (gone.Length > 0) await vectors.ChangeAsync(work.Tenant, course, [], gone, ct);

        var output = Staleness.Hash(hashes.OrderBy(pair => pair.Key.Kind).ThenBy(pair => pair.Key.Id)
            .SelectMany(pair => new[] { $"{pair.Key.Kind}:{pair.Key.Id}", pair.Value })
            .Append(embedder.Space.Name));
        return new AssetProduct(output, texts.Count, texts.Count, changed.Length + gone.Length, []);
    }

    /// <summary>The kept space while it still knows the course's texts, else one fitted to them.</summary>
    private async ValueTask<ITextEmbedder> FitAsync(
        AssetWork work, CourseId course, IReadOnlyList<string> texts, CancellationToken ct)
    {
        var kept = await vectors.SpaceAsync(work.Tenant, course, ct);
        var isKept = kept is not null && !work.IsForced && kept.Fits(texts);
        var body = isKept ? kept!.Body : texts;
        var embedder = await spaces.ForAsync(body, ct);
        if (!isKept || kept!.Name != embedder.Space.Name)
        {
            await vectors.SaveSpaceAsync(
                work.Tenant, course, new ContentSpace(embedder.Space.Name, body), ct);
        }

        return embedder;
    }
}
