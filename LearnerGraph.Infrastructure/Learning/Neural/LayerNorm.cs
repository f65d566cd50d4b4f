using System.Numerics.Tensors;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>Each row brought to mean 0 and deviation 1, then scaled and shifted.</summary>
/// <remarks>J. Ba, J. Kiros, G. Hinton, "Layer normalization", 2016; variance over n, plus 1e-5.</remarks>
internal sealed class LayerNorm
{
    private const float Epsilon = 1e-5f;

    public LayerNorm(string name, int width)
    {
        Scale = new Parameter($"{name}.scale", [width]);
        Shift = new Parameter($"{name}.shift", [width]);
        Scale.Values.AsSpan().Fill(1);
    }

    public Parameter Scale { get; }

    public Parameter Shift { get; }

    /// <summary>Fills y, and for <see cref="Backward"/> the rows brought to mean 0 and 1 / deviation of each.</summary>
    public void Forward(Matrix x, Matrix y, Matrix normal, Span<float> inverse)
    {
        y.Rows = normal.Rows = x.Rows;
        for (int row = 0; row < x.Rows; row++)
        {
            Span<float> source = x.Row(row), centred = normal.Row(row), target = y.Row(row);
            TensorPrimitives.Subtract(source, TensorPrimitives.Sum<float>(source) / source.Length, centred);
            inverse[row] = 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(centred) / source.Length) + Epsilon);
            TensorPrimitives.Multiply(centred, inverse[row], centred);
            TensorPrimitives.MultiplyAdd(centred, Scale.Values, Shift.Values, target);
        }
    }

    /// <summary>Adds the gradients of scale and shift and turns dy, in place, into the gradient of x.</summary>
    public void Backward(Matrix normal, ReadOnlySpan<float> inverse, Matrix dy)
    {
        for (int row = 0; row < dy.Rows; row++)
        {
            Span<float> gradient = dy.Row(row), centred = normal.Row(row);
            TensorPrimitives.MultiplyAdd(gradient, centred, Scale.Gradient, Scale.Gradient);
            TensorPrimitives.Add(Shift.Gradient, gradient, Shift.Gradient);
            TensorPrimitives.Multiply(gradient, Scale.Values, gradient);
            float mean = TensorPrimitives.Sum<float>(gradient) / gradient.Length;
            float along = TensorPrimitives.Dot<float>(gradient, centred) / gradient.Length;
            for (int i = 0; i < gradient.Length; i++)
            {
                gradient[i] = inverse[row] * (gradient[i] - mean - (along * centred[i]));
            }
        }
    }
}
