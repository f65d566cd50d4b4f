using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Intelligence;

/// <summary>What a course's texts are compared by: kept vectors where they are fresh, new ones where not.</summary>
/// <remarks>
/// The embedder of a kept space is fitted again from its own texts after a start; the fit is the same, since it is
/// seeded, and the name, which holds a hash of the texts, proves it.
/// </remarks>
public sealed class CourseSpaces(ITextSpaces spaces, IContentVectors vectors)
{
    private const int Kept = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<(TenantId, CourseId), ITextEmbedder> _embedders = [];

    /// <summary>Of a text, as it is kept with its vector.</summary>
    public static string HashOf(string text) => Staleness.Hash([text]);

    /// <summary>
    /// The embedder of the course's kept space; of a space fitted now where none is kept or the provider is another.
    /// </summary>
    public async ValueTask<ITextEmbedder> EmbedderAsync(
        TenantId tenant, CatalogSnapshot catalog, CourseId? course, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (course is not { } one) return await spaces.ForAsync(ConceptText.OfAll(catalog), ct);

        if (await vectors.SpaceNameAsync(tenant, one, ct) is { } name)
        {
            lock (_lock)
            {
                if (_embedders.TryGetValue((tenant, one), out var known) && known.Space.Name == name) return known;
            }

            if (await vectors.SpaceAsync(tenant, one, ct) is { } space)
            {
                var embedder = await spaces.ForAsync(space.Body, ct);
                if (embedder.Space.Name == space.Name) return Keep((tenant, one), embedder);
            }
        }

        return await spaces.ForAsync([.. ConceptText.OfCourse(catalog, one).Values], ct);
    }

    /// <summary>Vectors of the course's concepts, in the order asked, and then those of the other texts.</summary>
    public async ValueTask<Result<Embedding[]>> EmbedAsync(
        TenantId tenant, CourseId? course, ITextEmbedder embedder, IReadOnlyList<Concept> concepts,
        IReadOnlyList<string> others, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        var kept = new Dictionary<int, ContentVector>();
        if (course is { } one && await vectors.SpaceNameAsync(tenant, one, ct) == embedder.Space.Name)
        {
            foreach (var vector in await vectors.OfAsync(tenant, one, ContentKind.Concept, ct))
                kept[vector.Key.Id] = vector;
        }

        var embeddings = new Embedding[concepts.Count + others.Count];
        var missing = new List<(int At, string Text)>();
        for (var i = 0; i < concepts.Count; i++)
        {
            var text = ConceptText.Of(concepts[i]);
            if (kept.TryGetValue(concepts[i].Id.Value, out var vector) && vector.Hash == HashOf(text)
                && embedder.Space.Embed(vector.Vector).TryGet(out var embedding, out _))
            {
                embeddings[i] = embedding;
            }
            else
            {
                missing.Add((i, text));
            }
        }

        for (var i = 0; i < others.Count; i++) missing.Add((concepts.Count + i, others[i]));
        if (missing.Count == 0) return embeddings;

        var embedded = await embedder.EmbedAsync([.. missing.Select(one => one.Text)], ct);
        if (!embedded.TryGet(out var made, out var problem)) return problem;
        for (var i = 0; i < made.Length; i++) embeddings[missing[i].At] = made[i];
        return embeddings;
    }

    private ITextEmbedder Keep((TenantId, CourseId) key, ITextEmbedder embedder)
    {
        lock (_lock)
        {
            if (_embedders.Count >= Kept) _embedders.Clear();
            return _embedders[key] = embedder;
        }
    }
}
