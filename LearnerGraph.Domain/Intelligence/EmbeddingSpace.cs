using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Intelligence;

/// <summary>How two vectors of one space are compared.</summary>
public enum SimilarityMetric
{
    /// <summary>1 for the same direction, 0 for unrelated ones, -1 for opposite ones.</summary>
    Cosine = 1,

    /// <summary>The inner product; as cosine where the space's vectors have length 1.</summary>
    Dot,

    /// <summary>1 / (1 + distance), in (0, 1].</summary>
    Closeness,
}

/// <summary>Where a vector comes from, and so with which others it may be compared: only its own space's.</summary>
/// <param name="Provider">Who computes the vectors, such as "lsa" or "openai".</param>
/// <param name="Model">The provider's model with its version; a model fitted anew is another space.</param>
/// <param name="Dimension">Numbers in a vector.</param>
public sealed record EmbeddingSpace(
    string Provider, string Model, int Dimension, SimilarityMetric Metric = SimilarityMetric.Cosine)
{
    /// <summary>The space in one line, as stored with every vector and told to clients.</summary>
    public string Name => $"{Provider}/{Model}/{Dimension}/{Metric.ToString().ToLowerInvariant()}";

    /// <summary>Which words describe a similarity; they belong to the space, since models differ in scale.</summary>
    public SimilarityBands Bands { get; init; } = SimilarityBands.Default;

    public bool Equals(EmbeddingSpace? other) =>
        other is not null && (Provider, Model, Dimension, Metric)
            == (other.Provider, other.Model, other.Dimension, other.Metric);

    public override int GetHashCode() => HashCode.Combine(Provider, Model, Dimension, Metric);

    /// <summary>A vector of this space; Invalid where its length or a number in it is not the space's.</summary>
    public Result<Embedding> Embed(float[] vector)
    {
        if (vector.Length != Dimension)
        {
            return new Problem.Invalid(
                $"The vector has {vector.Length} numbers; the space {Name} has {Dimension}.", "DIMENSION_MISMATCH");
        }

        foreach (var value in vector)
        {
            if (!float.IsFinite(value))
                return new Problem.Invalid($"A vector of the space {Name} holds {value}.", "VECTOR_NOT_FINITE");
        }

        return new Embedding(this, vector);
    }
}

/// <summary>A text as a vector of its space.</summary>
public sealed class Embedding
{
    private readonly float[] _vector;

    internal Embedding(EmbeddingSpace space, float[] vector) => (Space, _vector) = (space, vector);

    public EmbeddingSpace Space { get; }

    public ReadOnlySpan<float> Vector => _vector;

    /// <summary>By the space's metric; Invalid where the other is of another space.</summary>
    public Result<double> SimilarityTo(Embedding other)
    {
        if (!Space.Equals(other.Space))
        {
            return new Problem.Invalid(
                $"Vectors of the spaces {Space.Name} and {other.Space.Name} cannot be compared.", "SPACE_MISMATCH");
        }

        return Similarity.By(Space.Metric, Vector, other.Vector);
    }
}
