using LearnerGraph.Domain.Intelligence.Text;
using Microsoft.Extensions.AI;

namespace LearnerGraph.Infrastructure.Embeddings;

/// <summary>The built-in provider of embeddings: latent semantic analysis of a course's own text, in process.</summary>
internal sealed class LsaGenerator(LatentSpace space, string model) : IEmbeddingGenerator<string, Embedding<float>>
{
    public const string Provider = "lsa";

    public EmbeddingGeneratorMetadata Metadata { get; } =
        new(Provider, defaultModelId: model, defaultModelDimensions: space.Dimension);

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var generated = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            generated.Add(new Embedding<float>(space.Embed(value)) { ModelId = model });
        }

        return Task.FromResult(generated);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(EmbeddingGeneratorMetadata) ? Metadata
        : serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
