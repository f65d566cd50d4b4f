using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>How <see cref="Adam"/> steps.</summary>
/// <param name="Rate">Length of a step.</param>
/// <param name="WeightDecay">Added to the gradient times the weight, or apart from it where decoupled.</param>
/// <param name="IsDecoupled">AdamW: the decay shrinks the weights by rate × decay, past the moments.</param>
internal sealed record AdamOptions(
    float Rate = 1e-3f, float Beta1 = 0.9f, float Beta2 = 0.999f, float Epsilon = 1e-8f, float WeightDecay = 0,
    bool IsDecoupled = false);

/// <summary>Adam and AdamW; of a table of embeddings only the touched rows are moved.</summary>
/// <remarks>
/// D. Kingma, J. Ba, "Adam", ICLR 2015; I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR 2019.
/// Rows that a step has not touched keep their moments (lazy Adam); the correction of the bias counts all steps.
/// </remarks>
internal sealed class Adam
{
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly AdamOptions _options;
    private readonly float[][] _means;
    private readonly float[][] _squares;

    public Adam(IReadOnlyList<Parameter> parameters, AdamOptions options)
    {
        _parameters = parameters;
        _options = options;
        _means = [.. parameters.Select(p => new float[p.Values.Length])];
        _squares = [.. parameters.Select(p => new float[p.Values.Length])];
        Rate = options.Rate;
    }

    /// <summary>Length of the next step; a schedule changes it.</summary>
    public float Rate { get; set; }

    public int Steps { get; private set; }

    /// <summary>The running means of each parameter's gradient.</summary>
    public IReadOnlyList<float[]> Means => _means;

    /// <summary>The running means of each parameter's squared gradient.</summary>
    public IReadOnlyList<float[]> Squares => _squares;

    /// <summary>Moves every parameter against its gradient and clears the gradients.</summary>
    public void Step()
    {
        Steps++;
        float size = (float)(Rate / (1 - Math.Pow(_options.Beta1, Steps)));
        float correction = (float)(1 / Math.Sqrt(1 - Math.Pow(_options.Beta2, Steps)));
        for (int i = 0; i < _parameters.Count; i++)
        {
            var parameter = _parameters[i];
            if (!parameter.IsSparse)
            {
                Move(parameter.Values, parameter.Gradient, _means[i], _squares[i], size, correction);
                parameter.ClearGradient();
                continue;
            }

            foreach (int row in parameter.Touched)
            {
                int from = row * parameter.Width, width = parameter.Width;
                Move(
                    parameter.Row(row), parameter.GradientRow(row), _means[i].AsSpan(from, width),
                    _squares[i].AsSpan(from, width), size, correction);
            }

            parameter.ClearGradient();
        }
    }

    /// <summary>Goes on where another one was: its steps and rate; the moments are copied by the caller.</summary>
    public void Resume(int steps, float rate) => (Steps, Rate) = (steps, rate);

    private void Move(
        Span<float> weights, ReadOnlySpan<float> gradient, Span<float> means, Span<float> squares, float size,
        float correction)
    {
        float decay = _options.IsDecoupled ? 0 : _options.WeightDecay;
        if (_options is { IsDecoupled: true, WeightDecay: > 0 })
        {
            TensorPrimitives.Multiply(weights, 1 - (Rate * _options.WeightDecay), weights);
        }

        var w = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var g = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        var m = MemoryMarshal.Cast<float, Vector<float>>(means);
        var v = MemoryMarshal.Cast<float, Vector<float>>(squares);
        var (beta1, beta2) = (new Vector<float>(_options.Beta1), new Vector<float>(_options.Beta2));
        var (rest1, rest2) = (new Vector<float>(1 - _options.Beta1), new Vector<float>(1 - _options.Beta2));
        for (int i = 0; i < w.Length; i++)
        {
            var slope = g[i] + (decay * w[i]);
            m[i] = (beta1 * m[i]) + (rest1 * slope);
            v[i] = (beta2 * v[i]) + (rest2 * slope * slope);
            w[i] -= size * m[i] / ((Vector.SquareRoot(v[i]) * correction) + new Vector<float>(_options.Epsilon));
        }

        for (int i = w.Length * Vector<float>.Count; i < weights.Length; i++)
        {
            float slope = gradient[i] + (decay * weights[i]);
            means[i] = (_options.Beta1 * means[i]) + ((1 - _options.Beta1) * slope);
            squares[i] = (_options.Beta2 * squares[i]) + ((1 - _options.Beta2) * slope * slope);
            weights[i] -= size * means[i] / ((MathF.Sqrt(squares[i]) * correction) + _options.Epsilon);
        }
    }
}
