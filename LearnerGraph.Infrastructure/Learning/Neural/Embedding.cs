using System.Numerics.Tensors;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>A table with a row of numbers per id; only the rows of a step are trained in it.</summary>
internal sealed class Embedding
{
    /// <summary>Starts normal around 0.</summary>
    public Embedding(string name, int count, int width, double deviation, ref Prng prng)
    {
        Table = new Parameter(name, [count, width], isSparse: true);
        Table.FillNormal(ref prng, deviation);
    }

    public Parameter Table { get; }

    public int Count => Table.Shape[0];

    public int Width => Table.Width;

    /// <summary>Copies the row of each id into y, from a column on.</summary>
    public void Forward(ReadOnlySpan<int> ids, Matrix y, int column = 0)
    {
        for (int i = 0; i < ids.Length; i++) Table.Row(ids[i]).CopyTo(y.Row(i)[column..]);
    }

    /// <summary>Adds each row of the gradient of y, from a column on, to its id's.</summary>
    public void Backward(ReadOnlySpan<int> ids, Matrix dy, int column = 0)
    {
        for (int i = 0; i < ids.Length; i++)
        {
            Table.Touch(ids[i]);
            Span<float> gradient = Table.GradientRow(ids[i]);
            TensorPrimitives.Add(gradient, dy.Row(i).Slice(column, Width), gradient);
        }
    }
}
