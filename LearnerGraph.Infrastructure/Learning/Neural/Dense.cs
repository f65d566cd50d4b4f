using System.Numerics.Tensors;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>y = x W + b, for W of inputs × outputs.</summary>
internal sealed class Dense
{
    private readonly PackedMatrix _weights = new();
    private readonly PackedMatrix _transposed = new();

    /// <summary>Starts uniform in ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010), the bias 0.</summary>
    public Dense(string name, int inputs, int outputs, ref Prng prng)
    {
        Weights = new Parameter($"{name}.weights", [inputs, outputs]);
        Bias = new Parameter($"{name}.bias", [outputs]);
        Weights.FillUniform(ref prng, Math.Sqrt(6.0 / (inputs + outputs)));
    }

    public Parameter Weights { get; }

    public Parameter Bias { get; }

    public int Inputs => Weights.Shape[0];

    public int Outputs => Weights.Shape[1];

    /// <summary>Fills y; takes in the weights as they are now.</summary>
    public void Forward(MatrixProduct product, Matrix x, Matrix y)
    {
        _weights.Pack(Weights.Values, Outputs, Inputs, Outputs);
        y.Rows = x.Rows;
        for (int row = 0; row < x.Rows; row++) Bias.Values.CopyTo(y.Row(row));
        product.Multiply(x, _weights, y, adds: true);
    }

    /// <summary>
    /// Adds the gradients of weights and bias, and fills that of x where one is wanted, from that of y.
    /// </summary>
    public void Backward(MatrixProduct product, Matrix x, Matrix dy, Matrix? dx)
    {
        product.MultiplyLeftTransposed(x, dy, Weights.Gradient, adds: true);
        for (int row = 0; row < dy.Rows; row++) TensorPrimitives.Add(Bias.Gradient, dy.Row(row), Bias.Gradient);
        if (dx is null) return;

        _transposed.PackTransposed(Weights.Values, Outputs, Outputs, Inputs);
        dx.Rows = dy.Rows;
        product.Multiply(dy, _transposed, dx);
    }
}
