namespace LearnerGraph.Domain.Intelligence.Clustering;

/// <summary>Which rows belong together.</summary>
/// <param name="Labels">For each row its cluster, 0 to Count - 1, or -1 for noise.</param>
/// <param name="Probabilities">How firmly each row belongs to its cluster, in [0, 1]; 0 for noise.</param>
/// <param name="Count">Clusters; none is empty.</param>
public sealed record Grouping(int[] Labels, double[] Probabilities, int Count);

/// <summary>A way to find groups among vectors; deterministic, called by what keeps a course's clusters.</summary>
public interface IClustering
{
    /// <summary>As settings name it.</summary>
    string Name { get; }

    /// <param name="rows">Vectors one after the other; cosine distances need length 1.</param>
    /// <param name="dimension">Numbers in a vector; the rows' length is a multiple of it.</param>
    Grouping Group(ReadOnlySpan<float> rows, int dimension, CancellationToken ct);
}

/// <summary>Hands out the way of clustering that the settings name, with parameters for so many rows.</summary>
public interface IClusterings
{
    IClustering For(int rows);

    /// <summary>Of everything set: clusters made by other settings are stale.</summary>
    string Source { get; }
}
