using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LearnerGraph.Infrastructure.Vectors;

/// <summary>Vectors in one byte a number: x ≈ scale · code, codes in -127 .. 127.</summary>
/// <remarks>The error of a number is at most half a scale, that is max |x| / 254.</remarks>
internal static class SignedBytes
{
    private const float Most = 127;

    /// <summary>Writes the codes and returns the scale; 0 for a zero vector.</summary>
    public static float Encode(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        var largest = vector.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(vector));
        if (largest <= 0)
        {
            codes.Clear();
            return 0;
        }

        var scale = largest / Most;
        for (var i = 0; i < vector.Length; i++) codes[i] = (sbyte)MathF.Round(vector[i] / scale);
        return scale;
    }

    /// <summary>Σ a_i b_i, exact.</summary>
    public static int Dot(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        var sum = Vector<int>.Zero;
        var lanes = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(a);
        var others = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(b);
        for (var i = 0; i < lanes.Length; i++)
        {
            Vector.Widen(lanes[i], out var low, out var high);
            Vector.Widen(others[i], out var otherLow, out var otherHigh);

            // Two products of at most 127² fit a short.
            Vector.Widen((low * otherLow) + (high * otherHigh), out var even, out var odd);
            sum += even + odd;
        }

        var total = Vector.Sum(sum);
        for (var i = lanes.Length * Vector<sbyte>.Count; i < a.Length; i++) total += a[i] * b[i];
        return total;
    }
}
