using System.Numerics.Tensors;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Personal;

namespace LearnerGraph.Infrastructure.Vectors;

/// <summary>Projected gradient on the sphere: pairs in the wrong order move most, and nothing leaves its cap.</summary>
/// <remarks>
/// Loss: the mean over pairs (nearer, farther) of τ ln(1 + exp((m − s_nearer + s_farther) / τ)), where a chosen text
/// is to be nearer than each left one and than its own common place, and a left one farther than its own. A text's
/// similarity is the soft maximum of its parts', so the gradient goes to the nearest part. See
/// docs/algorithms/personal-vectors.md.
/// </remarks>
public sealed class MarginAdjuster(AdjusterOptions options) : IVectorAdjuster
{
    private const double Margin = 0.1;
    private const double Softness = 0.1;
    private const double LeastGain = 1e-4;

    public string Name => "margin";

    public float[][] Adjust(ReadOnlySpan<float> query, IReadOnlyList<ShownVector> shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        float[][] places = [.. shown.Select(one => (float[])one.Present.Clone())];
        var common = new double[shown.Count];
        for (var i = 0; i < common.Length; i++)
            common[i] = PartSimilarity.Of(query, shown[i].Originals, options.Temperature, []);

        var last = double.PositiveInfinity;
        for (var round = 0; round < options.Rounds; round++)
        {
            var weights = new double[shown.Count][];
            var now = new double[shown.Count];
            for (var i = 0; i < now.Length; i++)
            {
                weights[i] = new double[places[i].Length / query.Length];
                now[i] = PartSimilarity.Of(query, places[i], options.Temperature, weights[i]);
            }

            var pull = new double[shown.Count];
            var loss = Pull(shown, now, common, pull);
            if (last - loss < LeastGain) break;
            last = loss;
            for (var i = 0; i < places.Length; i++) Move(query, shown[i], places[i], weights[i], pull[i]);
        }

        return places;
    }

    /// <summary>−∂loss/∂s of each text on the scale of one pair, in [-1, 1]; returns the loss.</summary>
    internal static double Pull(
        IReadOnlyList<ShownVector> shown, ReadOnlySpan<double> now, ReadOnlySpan<double> common, Span<double> pull)
    {
        var (loss, pairs) = (0.0, 0);
        var count = new int[shown.Count];
        for (var i = 0; i < shown.Count; i++)
        {
            // Its own common place stands still.
            var wrong = shown[i].IsChosen ? Margin - now[i] + common[i] : Margin - common[i] + now[i];
            var share = Sigmoid(wrong / Softness);
            pull[i] += shown[i].IsChosen ? share : -share;
            (loss, pairs, count[i]) = (loss + SoftPlus(wrong), pairs + 1, count[i] + 1);
            if (!shown[i].IsChosen) continue;
            for (var j = 0; j < shown.Count; j++)
            {
                if (shown[j].IsChosen) continue;
                wrong = Margin - now[i] + now[j];
                share = Sigmoid(wrong / Softness);
                pull[i] += share;
                pull[j] -= share;
                (loss, pairs) = (loss + SoftPlus(wrong), pairs + 1);
                count[i]++;
                count[j]++;
            }
        }

        for (var i = 0; i < pull.Length; i++) pull[i] /= count[i];
        return pairs == 0 ? 0 : loss / pairs;
    }

    private void Move(ReadOnlySpan<float> query, ShownVector shown, float[] parts, double[] weights, double pull)
    {
        var dimension = query.Length;
        var most = options.MaxAngle * Math.PI / 180;
        for (var p = 0; p < weights.Length; p++)
        {
            var part = parts.AsSpan(p * dimension, dimension);
            var step = options.Step * pull * weights[p];
            var along = Similarity.Dot(query, part);

            // x + step (q - (q·x) x): along the sphere towards the query, or away from it.
            TensorPrimitives.Multiply(part, (float)(1 - (step * along)), part);
            TensorPrimitives.MultiplyAdd(query, (float)step, part, part);
            Sphere.TryScale(part);
            Sphere.Within(shown.Originals.AsSpan(p * dimension, dimension), part.ToArray(), most).CopyTo(part);
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    // ln(1 + e^x) without overflow.
    private static double SoftPlus(double wrong)
    {
        var x = wrong / Softness;
        return Softness * (Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))));
    }
}

/// <summary>How near a text of several parts is to a query.</summary>
internal static class PartSimilarity
{
    /// <summary>τ ln mean exp(s_p / τ) over the parts: their maximum for τ to 0, their mean for large τ.</summary>
    /// <param name="weights">Filled with ∂s/∂s_p, which sum to 1; empty where they are not asked for.</param>
    public static double Of(
        ReadOnlySpan<float> query, ReadOnlySpan<float> parts, double temperature, Span<double> weights)
    {
        var count = parts.Length / query.Length;
        if (count == 0) return 0;
        Span<double> near = count <= 32 ? stackalloc double[count] : new double[count];
        for (var p = 0; p < count; p++)
            near[p] = Similarity.Cosine(query, parts.Slice(p * query.Length, query.Length));

        // The largest is taken out first, so that no exponential overflows.
        var largest = TensorPrimitives.Max<double>(near);
        double sum = 0;
        for (var p = 0; p < count; p++) sum += near[p] = Math.Exp((near[p] - largest) / temperature);
        for (var p = 0; p < weights.Length; p++) weights[p] = near[p] / sum;
        return largest + (temperature * Math.Log(sum / count));
    }
}
