using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>What stands between layers, in place.</summary>
internal static class Activations
{
    /// <summary>x = max(x, 0).</summary>
    public static void Relu(Span<float> x) => TensorPrimitives.Max(x, 0f, x);

    /// <summary>dy = dy where y is above 0, and 0 elsewhere; y is what <see cref="Relu"/> left.</summary>
    public static void ReluBackward(ReadOnlySpan<float> y, Span<float> dy)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(dy.Length, y.Length);
        var outputs = MemoryMarshal.Cast<float, Vector<float>>(y);
        var gradients = MemoryMarshal.Cast<float, Vector<float>>(dy);
        for (int i = 0; i < outputs.Length; i++)
        {
            gradients[i] = Vector.ConditionalSelect(
                Vector.GreaterThan(outputs[i], Vector<float>.Zero), gradients[i], Vector<float>.Zero);
        }

        for (int i = outputs.Length * Vector<float>.Count; i < y.Length; i++)
        {
            if (!(y[i] > 0)) dy[i] = 0;
        }
    }

    /// <summary>
    /// Sets a share of x to 0 and makes the rest larger by 1 / (1 - share), so that means stay; the mask holds the
    /// factors for <see cref="DropoutBackward"/>.
    /// </summary>
    public static void Dropout(Span<float> x, Span<float> mask, double share, ref Prng prng)
    {
        uint threshold = (uint)(share * 65536);
        float kept = (float)(1 / (1 - share));
        ulong bits = 0;
        for (int i = 0; i < x.Length; i++)
        {
            // Four draws of 16 bits from each number of the generator.
            bits = (i & 3) == 0 ? prng.NextUInt64() : bits >> 16;
            mask[i] = (bits & 0xFFFF) < threshold ? 0 : kept;
        }

        TensorPrimitives.Multiply(x, mask[..x.Length], x);
    }

    /// <summary>dy = dy · mask.</summary>
    public static void DropoutBackward(ReadOnlySpan<float> mask, Span<float> dy) =>
        TensorPrimitives.Multiply(dy, mask[..dy.Length], dy);
}
