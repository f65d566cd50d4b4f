using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Intelligence;

/// <summary>Turns texts into vectors of its one space; stateless, for any number of callers.</summary>
public interface ITextEmbedder
{
    EmbeddingSpace Space { get; }

    /// <summary>One vector for each text, in their order; Invalid where a text is empty.</summary>
    ValueTask<Result<Embedding[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken ct);
}

/// <summary>
/// Hands out embedders that know the texts of a course; use cases ask it for every search by meaning.
/// </summary>
public interface ITextSpaces
{
    /// <summary>Which provider and model, in a word; vectors are made again where it changes.</summary>
    string Source { get; }

    /// <summary>The embedder fitted to these texts: the same one while the texts stay the same.</summary>
    ValueTask<ITextEmbedder> ForAsync(IReadOnlyList<string> body, CancellationToken ct);
}
