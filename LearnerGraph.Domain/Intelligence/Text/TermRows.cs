using System.Numerics.Tensors;

namespace LearnerGraph.Domain.Intelligence.Text;

/// <summary>A matrix of which most entries are 0, by rows: offsets, columns and values in flat arrays.</summary>
/// <param name="Columns">Number of columns.</param>
/// <param name="Offsets">Where each row begins; one more than there are rows.</param>
/// <param name="Indices">Column of each entry.</param>
public sealed record TermRows(int Columns, int[] Offsets, int[] Indices, float[] Values)
{
    public int Count => Offsets.Length - 1;

    public ReadOnlySpan<int> IndicesOf(int row) => Indices.AsSpan(Offsets[row], Offsets[row + 1] - Offsets[row]);

    public ReadOnlySpan<float> ValuesOf(int row) => Values.AsSpan(Offsets[row], Offsets[row + 1] - Offsets[row]);

    /// <summary>Row · dense vector.</summary>
    public float Dot(int row, ReadOnlySpan<float> dense)
    {
        float sum = 0;
        for (var at = Offsets[row]; at < Offsets[row + 1]; at++) sum += Values[at] * dense[Indices[at]];
        return sum;
    }

    /// <summary>dense += scale · row.</summary>
    public void AddTo(int row, float scale, Span<float> dense)
    {
        for (var at = Offsets[row]; at < Offsets[row + 1]; at++) dense[Indices[at]] += scale * Values[at];
    }

    /// <summary>result = this · dense; dense is Columns × width, result Count × width, both by rows.</summary>
    public void Multiply(ReadOnlySpan<float> dense, int width, Span<float> result)
    {
        result[..(Count * width)].Clear();
        for (var row = 0; row < Count; row++)
        {
            var to = result.Slice(row * width, width);
            for (var at = Offsets[row]; at < Offsets[row + 1]; at++)
                TensorPrimitives.MultiplyAdd(dense.Slice(Indices[at] * width, width), Values[at], to, to);
        }
    }

    /// <summary>result = thisᵀ · dense; dense is Count × width, result Columns × width, both by rows.</summary>
    public void MultiplyTransposed(ReadOnlySpan<float> dense, int width, Span<float> result)
    {
        result[..(Columns * width)].Clear();
        for (var row = 0; row < Count; row++)
        {
            var from = dense.Slice(row * width, width);
            for (var at = Offsets[row]; at < Offsets[row + 1]; at++)
            {
                var to = result.Slice(Indices[at] * width, width);
                TensorPrimitives.MultiplyAdd(from, Values[at], to, to);
            }
        }
    }
}
