using System.Globalization;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;
using Microsoft.Extensions.AI;
using Embedding = LearnerGraph.Domain.Intelligence.Embedding;

namespace LearnerGraph.Infrastructure.Embeddings;

/// <summary>
/// Any provider as an embedder of one space: every vector is checked before it counts as the space's.
/// </summary>
internal sealed class GeneratedSpace(
    EmbeddingSpace space, IEmbeddingGenerator<string, Embedding<float>> generator) : ITextEmbedder
{
    public EmbeddingSpace Space => space;

    public async ValueTask<Result<Embedding[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken ct)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(texts[i]))
            {
                return new Problem.Invalid("An empty text has no meaning to search by.")
                {
                    Path = [i.ToString(CultureInfo.InvariantCulture)],
                };
            }
        }

        var generated = await generator.GenerateAsync(texts, cancellationToken: ct);
        var embeddings = new Embedding[texts.Count];
        for (var i = 0; i < embeddings.Length; i++)
        {
            if (!space.Embed(generated[i].Vector.ToArray()).TryGet(out var embedding, out var problem)) return problem;
            embeddings[i] = embedding;
        }

        return embeddings;
    }
}
