using System.Security.Cryptography;
using System.Text;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;
using Embedding = LearnerGraph.Domain.Intelligence.Embedding;

namespace LearnerGraph.Infrastructure.Embeddings;

/// <summary>
/// One space for all courses, a remote model's; its dimension is asked of the provider before the first vector.
/// Vectors of texts met before are kept by the hash of the text.
/// </summary>
public sealed class HttpSpaces : ITextSpaces, ITextEmbedder, IDisposable
{
    private const string Probe = "dimension";

    private readonly EmbeddingOptions _options;
    private readonly HttpGenerator _generator;
    private readonly SemaphoreSlim _probing = new(1, 1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Embedding> _kept = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldest = new();
    private GeneratedSpace? _space;

    public HttpSpaces(EmbeddingOptions options, TimeProvider clock) =>
        (_options, _generator) = (options, new HttpGenerator(options, clock));

    public string Source => $"{_options.Provider}/{_options.Model}";

    public EmbeddingSpace Space => _space!.Space;

    public async ValueTask<ITextEmbedder> ForAsync(IReadOnlyList<string> body, CancellationToken ct)
    {
        if (_space is not null) return this;

        await _probing.WaitAsync(ct);
        try
        {
            if (_space is null)
            {
                var probe = await _generator.GenerateAsync([Probe], cancellationToken: ct);
                _space = new GeneratedSpace(
                    new EmbeddingSpace(_options.Provider, _options.Model, probe[0].Vector.Length), _generator);
            }

            return this;
        }
        finally
        {
            _probing.Release();
        }
    }

    public async ValueTask<Result<Embedding[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken ct)
    {
        var hashes = new string[texts.Count];
        var found = new Dictionary<string, Embedding>(StringComparer.Ordinal);
        var missing = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(texts[i])));
            lock (_lock)
            {
                if (_kept.TryGetValue(hashes[i], out var kept)) found[hashes[i]] = kept;
                else missing[hashes[i]] = texts[i];
            }
        }

        if (missing.Count > 0)
        {
            string[] asked = [.. missing.Keys];
            var embedded = await _space!.EmbedAsync([.. missing.Values], ct);
            if (!embedded.TryGet(out var made, out var problem)) return problem;
            for (var i = 0; i < made.Length; i++) Keep(asked[i], found[asked[i]] = made[i]);
        }

        return Array.ConvertAll(hashes, hash => found[hash]);
    }

    public void Dispose()
    {
        _generator.Dispose();
        _probing.Dispose();
    }

    private void Keep(string hash, Embedding embedding)
    {
        lock (_lock)
        {
            if (_options.CacheEntries == 0 || !_kept.TryAdd(hash, embedding)) return;
            _oldest.Enqueue(hash);
            if (_oldest.Count > _options.CacheEntries) _kept.Remove(_oldest.Dequeue());
        }
    }
}
