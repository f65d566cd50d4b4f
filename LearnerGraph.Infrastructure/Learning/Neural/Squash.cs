using System.Numerics;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>The two functions of the gates, in place, within 3e-7 of the exact value for every float.</summary>
/// <remarks>
/// e^x = 2^n e^r with |r| ≤ ln 2 / 2, e^r by the polynomial of degree 6 of Cephes' expf (S. Moshier, 1992). The
/// general functions of TensorPrimitives go through double and cost several times as much; measured in
/// docs/benchmarks.md.
/// </remarks>
internal static class Squash
{
    /// <summary>x = 1 / (1 + e^-x).</summary>
    public static void Sigmoid(Span<float> x) => Apply(x, -1, Vector<float>.One, Vector<float>.Zero);

    /// <summary>x = 2 / (1 + e^-2x) - 1.</summary>
    public static void Tanh(Span<float> x) => Apply(x, -2, new Vector<float>(2), -Vector<float>.One);

    private static void Apply(Span<float> x, float factor, Vector<float> over, Vector<float> shift)
    {
        int width = Vector<float>.Count, i = 0;
        for (; i <= x.Length - width; i += width)
        {
            var e = Exp(factor * new Vector<float>(x[i..]));
            ((over / (Vector<float>.One + e)) + shift).CopyTo(x[i..]);
        }

        if (i == x.Length) return;

        Span<float> rest = stackalloc float[width];
        rest.Clear();
        x[i..].CopyTo(rest);
        var last = Exp(factor * new Vector<float>(rest));
        ((over / (Vector<float>.One + last)) + shift).CopyTo(rest);
        rest[..(x.Length - i)].CopyTo(x[i..]);
    }

    private static Vector<float> Exp(Vector<float> x)
    {
        // Beyond ±87 both functions are at their limits, and 2^n would leave the floats.
        x = Vector.Min(Vector.Max(x, new Vector<float>(-87)), new Vector<float>(87));
        var n = Vector.Floor((x * 1.44269504f) + new Vector<float>(0.5f));
        var r = x - (n * 0.693359375f) + (n * 2.12194440e-4f);
        var p = new Vector<float>(1.9875691500e-4f);
        p = (p * r) + new Vector<float>(1.3981999507e-3f);
        p = (p * r) + new Vector<float>(8.3334519073e-3f);
        p = (p * r) + new Vector<float>(4.1665795894e-2f);
        p = (p * r) + new Vector<float>(1.6666665459e-1f);
        p = (p * r) + new Vector<float>(5.0000001201e-1f);
        var power = Vector.AsVectorSingle((Vector.ConvertToInt32(n) + new Vector<int>(127)) << 23);
        return ((p * r * r) + r + Vector<float>.One) * power;
    }
}
