using System.Numerics.Tensors;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Personal;

namespace LearnerGraph.Infrastructure.Vectors;

/// <summary>
/// The formula of Embedding Studio, for comparison: AdamW on −mean(s³) of what was chosen + mean(s³) of what was left,
/// a soft minimum over parts, and no limit to how far a vector goes.
/// </summary>
/// <remarks>
/// Its defaults: rate 0.1, 10 rounds, temperature 1; AdamW's are those of Loshchilov, Hutter, ICLR 2019. Why it is not
/// the default is told in docs/algorithms/personal-vectors.md.
/// </remarks>
public sealed class CubicAdjuster : IVectorAdjuster
{
    private const int Rounds = 10;
    private const double Rate = 0.1;
    private const double Temperature = 1;
    private const double Decay = 0.01;
    private const double First = 0.9;
    private const double Second = 0.999;
    private const double Epsilon = 1e-8;

    public string Name => "cubic";

    public float[][] Adjust(ReadOnlySpan<float> query, IReadOnlyList<ShownVector> shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var chosen = shown.Count(one => one.IsChosen);
        var places = new float[shown.Count][];
        for (var i = 0; i < places.Length; i++)
        {
            var share = shown[i].IsChosen ? -1.0 / chosen : 1.0 / (shown.Count - chosen);
            places[i] = Descend(query, shown[i].Present, share);
        }

        return places;
    }

    private static float[] Descend(ReadOnlySpan<float> query, float[] present, double share)
    {
        var dimension = query.Length;
        var parts = (float[])present.Clone();
        var gradient = new double[parts.Length];
        var mean = new double[parts.Length];
        var square = new double[parts.Length];
        for (var round = 1; round <= Rounds; round++)
        {
            Gradient(query, parts, share, gradient);
            for (var i = 0; i < parts.Length; i++)
            {
                mean[i] = (First * mean[i]) + ((1 - First) * gradient[i]);
                square[i] = (Second * square[i]) + ((1 - Second) * gradient[i] * gradient[i]);
                var step = mean[i] / (1 - Math.Pow(First, round))
                    / (Math.Sqrt(square[i] / (1 - Math.Pow(Second, round))) + Epsilon);
                parts[i] = (float)((parts[i] * (1 - (Rate * Decay))) - (Rate * step));
            }
        }

        for (var p = 0; p < parts.Length; p += dimension) Sphere.TryScale(parts.AsSpan(p, dimension));
        return parts;
    }

    private static void Gradient(ReadOnlySpan<float> query, float[] parts, double share, double[] gradient)
    {
        var dimension = query.Length;
        var count = parts.Length / dimension;
        var near = new double[count];
        for (var p = 0; p < count; p++) near[p] = Similarity.Cosine(query, parts.AsSpan(p * dimension, dimension));
        var least = near.Min();
        double[] weights = [.. near.Select(s => Math.Exp((least - s) / Temperature))];
        var sum = weights.Sum();
        var all = near.Zip(weights, (s, w) => s * w / sum).Sum();
        for (var p = 0; p < count; p++)
        {
            var part = parts.AsSpan(p * dimension, dimension);
            var length = Math.Max(TensorPrimitives.Norm<float>(part), float.Epsilon);
            var force = share * 3 * all * all * (weights[p] / sum) * (1 - ((near[p] - all) / Temperature));
            for (var i = 0; i < dimension; i++)
                gradient[(p * dimension) + i] = force * (query[i] - (near[p] * part[i] / length)) / length;
        }
    }
}
