using System.Collections.Concurrent;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Intelligence.Search;

/// <summary>The vectors of one course ready to be searched, as of one version of the catalog.</summary>
/// <param name="Hashes">Of the texts that the vectors were made from.</param>
public sealed record CourseIndex(
    long CatalogVersion, ITextEmbedder Embedder, IVectorIndex Index, IReadOnlyDictionary<ContentKey, string> Hashes);

/// <summary>
/// An index for each course, never of two: built from kept vectors, brought up to an edit by what the edit changed,
/// built aside and swapped where the space is another.
/// </summary>
public sealed class CourseIndexes(CourseSpaces courses, IContentVectors vectors, IVectorIndexes indexes)
{
    private readonly ConcurrentDictionary<(TenantId, CourseId), Slot> _slots = [];

    public async ValueTask<Result<CourseIndex>> ForAsync(
        TenantId tenant, CatalogSnapshot catalog, CourseId course, CancellationToken ct)
    {
        var slot = _slots.GetOrAdd((tenant, course), _ => new Slot());
        if (slot.Current is { } ready && ready.CatalogVersion == catalog.Version) return ready;

        await slot.Building.WaitAsync(ct);
        try
        {
            if (slot.Current is { } meanwhile && meanwhile.CatalogVersion == catalog.Version) return meanwhile;
            var made = await MakeAsync(tenant, catalog, course, slot.Current, ct);
            if (made.TryGet(out var index, out _)) slot.Current = index;
            return made;
        }
        finally
        {
            slot.Building.Release();
        }
    }

    private async ValueTask<Result<CourseIndex>> MakeAsync(
        TenantId tenant, CatalogSnapshot catalog, CourseId course, CourseIndex? last, CancellationToken ct)
    {
        var texts = ConceptText.OfCourse(catalog, course);
        var hashes = texts.ToDictionary(pair => pair.Key, pair => CourseSpaces.HashOf(pair.Value));
        var embedder = await courses.EmbedderAsync(tenant, catalog, course, ct);
        var (name, stamp) = ($"{tenant.Value}/{course.Value}", StampOf(hashes));
        if (last is null && indexes.Load(name, stamp, embedder.Space) is { } loaded)
            return new CourseIndex(catalog.Version, embedder, loaded, hashes);

        var isSame = last is not null && last.Embedder.Space.Equals(embedder.Space);
        var index = isSame ? last!.Index : indexes.Create(embedder.Space);
        var known = isSame ? last!.Hashes : new Dictionary<ContentKey, string>();
        var changed = hashes.Where(pair => known.GetValueOrDefault(pair.Key) != pair.Value)
            .Select(pair => pair.Key).ToArray();
        var made = await EmbedAsync(tenant, course, embedder, changed, texts, hashes, ct);
        if (!made.TryGet(out var embeddings, out var problem)) return problem;

        ContentKey[] gone = [.. known.Keys.Where(key => !hashes.ContainsKey(key))];
        if (gone.Length > 0) index.Delete(gone);
        if (changed.Length > 0)
        {
            var written = index.Upsert([.. changed.Select((key, i) => new VectorEntry(key, [course], embeddings[i]))]);
            if (!written.TryGet(out _, out problem)) return problem;
        }

        if (changed.Length + gone.Length > 0) indexes.Save(name, stamp, index);
        return new CourseIndex(catalog.Version, embedder, index, hashes);
    }

    private async ValueTask<Result<Embedding[]>> EmbedAsync(
        TenantId tenant, CourseId course, ITextEmbedder embedder, ContentKey[] keys,
        IReadOnlyDictionary<ContentKey, string> texts, Dictionary<ContentKey, string> hashes, CancellationToken ct)
    {
        if (keys.Length == 0) return Array.Empty<Embedding>();
        var kept = new Dictionary<ContentKey, ContentVector>();
        if (await vectors.SpaceNameAsync(tenant, course, ct) == embedder.Space.Name)
        {
            foreach (var kind in Enum.GetValues<ContentKind>())
            {
                foreach (var vector in await vectors.OfAsync(tenant, course, kind, ct)) kept[vector.Key] = vector;
            }
        }

        var embeddings = new Embedding[keys.Length];
        var missing = new List<int>();
        for (var i = 0; i < keys.Length; i++)
        {
            if (kept.TryGetValue(keys[i], out var vector) && vector.Hash == hashes[keys[i]]
                && embedder.Space.Embed(vector.Vector).TryGet(out var embedding, out _)) embeddings[i] = embedding;
            else missing.Add(i);
        }

        if (missing.Count == 0) return embeddings;
        var embedded = await embedder.EmbedAsync([.. missing.Select(i => texts[keys[i]])], ct);
        if (!embedded.TryGet(out var made, out var problem)) return problem;
        for (var m = 0; m < made.Length; m++) embeddings[missing[m]] = made[m];
        return embeddings;
    }

    private static string StampOf(Dictionary<ContentKey, string> hashes) => Staleness.Hash(
        hashes.OrderBy(pair => pair.Key.Kind).ThenBy(pair => pair.Key.Id)
            .SelectMany(pair => new[] { $"{pair.Key.Kind}:{pair.Key.Id}", pair.Value }));

    private sealed class Slot
    {
        private CourseIndex? _current;

        public SemaphoreSlim Building { get; } = new(1);

        public CourseIndex? Current
        {
            get => Volatile.Read(ref _current);
            set => Volatile.Write(ref _current, value);
        }
    }
}
