namespace LearnerGraph.Domain.Models;

/// <summary>How a model did on cases that it had not seen.</summary>
/// <param name="Primary">The primary measure of each case; higher is better.</param>
/// <param name="Metrics">Further measures, by name.</param>
/// <param name="Baselines">The primary measure's mean for simple models on the same cases.</param>
public sealed record CaseScores(
    IReadOnlyList<double> Primary, IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyDictionary<string, double> Baselines);

/// <summary>A model against the one that served when it was evaluated, on the same cases.</summary>
/// <param name="Version">Number of the one that served.</param>
/// <param name="Low">Of the 95 % interval of the mean difference, by the normal approximation.</param>
public sealed record Comparison(int Version, double Difference, double Low, double High)
{
    private const double Normal975 = 1.959963984540054;

    /// <param name="own">Per case.</param>
    /// <param name="other">Of the same cases in the same order.</param>
    public static Comparison Of(int version, IReadOnlyList<double> own, IReadOnlyList<double> other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Count, own.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(own.Count, 2);
        double[] differences = [.. own.Zip(other, (a, b) => a - b)];
        double mean = differences.Average();
        double half = Normal975 * Evaluation.StandardError(differences);
        return new Comparison(version, mean, mean - half, mean + half);
    }
}

/// <summary>What is known of a version before anybody lets it serve.</summary>
/// <param name="Mean">Of the primary measure.</param>
/// <param name="Error">Its standard error.</param>
/// <param name="Against">Null where nothing served then.</param>
/// <param name="LatencyMs">99th percentile for a batch of 200 candidates.</param>
/// <param name="OnnxDifference">Largest, between the network and its exported form on random inputs.</param>
public sealed record Evaluation(
    string Measure, double Mean, double Error, int Cases, IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyDictionary<string, double> Baselines, Comparison? Against, double LatencyMs, double OnnxDifference)
{
    /// <summary>Null with fewer than two cases: nothing can be said of them.</summary>
    public static Evaluation? Of(
        string measure, CaseScores scores, Comparison? against, double latencyMs, double onnxDifference) =>
        scores.Primary.Count < 2
            ? null
            : new Evaluation(
                measure, scores.Primary.Average(), StandardError(scores.Primary), scores.Primary.Count,
                scores.Metrics, scores.Baselines, against, latencyMs, onnxDifference);

    /// <summary>√(Σ (x − mean)² / (n − 1) / n).</summary>
    internal static double StandardError(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        double squares = 0;
        foreach (double value in values) squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / (values.Count - 1) / values.Count);
    }
}
