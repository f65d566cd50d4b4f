namespace LearnerGraph.Domain.Memory;

/// <summary>FSRS-6 memory of one concept. Stability in days (recall falls to 0.9), difficulty in [1, 10].</summary>
/// <param name="LastReview">Of the last dated attempt; elapsed time counts from it.</param>
/// <param name="Reviews">First attempts of a local day; later ones that day are not counted.</param>
/// <param name="NextReview">Last review plus the unrounded interval at the desired retention.</param>
public readonly record struct MemoryState(
    double Stability, double Difficulty, DateTimeOffset LastReview, DateTimeOffset NextReview, int Reviews, int Lapses)
{
    /// <summary>False before the first dated attempt.</summary>
    public bool Exists => Stability > 0;
}
