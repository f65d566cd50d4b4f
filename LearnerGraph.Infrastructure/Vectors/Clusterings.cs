using System.Globalization;
using LearnerGraph.Domain.Intelligence.Clustering;

namespace LearnerGraph.Infrastructure.Vectors;

/// <summary>HDBSCAN or k-means, by the settings.</summary>
public sealed class Clusterings(ClusteringOptions options) : IClusterings
{
    public string Source => string.Create(
        CultureInfo.InvariantCulture,
        $"{options.Method}/{options.Clusters}/{options.MinClusterSize}/{options.MinSamples}/{options.Seed}");

    public IClustering For(int rows) => options.Method == "kmeans"
        ? new KMeans(
            options.Clusters > 0 ? options.Clusters : Math.Max(1, (int)Math.Round(Math.Sqrt(rows / 2.0))),
            (ulong)options.Seed)
        : new Hdbscan(options.MinClusterSize, options.MinSamples);
}
