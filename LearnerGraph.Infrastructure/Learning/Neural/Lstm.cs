using System.Numerics;
using System.Numerics.Tensors;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>
/// The recurrent part of an LSTM: what its inputs add to the gates, x Wx + b, is the caller's, so that a small
/// vocabulary of inputs is multiplied once and looked up. Gradients run through all steps.
/// </summary>
/// <remarks>
/// Gates in the order i, f, g, o: c = σ(f) c' + σ(i) tanh(g), h = σ(o) tanh(c). S. Hochreiter, J. Schmidhuber, 1997,
/// with the forget gate of F. Gers et al., 2000. See docs/algorithms/neural.md.
/// </remarks>
internal sealed class Lstm
{
    private readonly PackedMatrix _weights = new();
    private readonly PackedMatrix _transposed = new();
    private readonly Matrix _previous;
    private readonly Matrix _cells;
    private readonly Matrix _squashed;
    private readonly Matrix _carried;
    private readonly Matrix _cellGradient;
    private readonly Matrix _firstCells;

    /// <param name="weights">Hidden × 4 hidden.</param>
    /// <param name="rows">Most rows of a batch, all steps together.</param>
    /// <param name="sequences">Most sequences of a batch.</param>
    public Lstm(Parameter weights, int rows, int sequences)
    {
        Weights = weights;
        int hidden = weights.Shape[0];
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Width, 4 * hidden, nameof(weights));
        States = new Matrix(rows, hidden);
        _previous = new Matrix(rows, hidden);
        _cells = new Matrix(rows, hidden);
        _squashed = new Matrix(rows, hidden);
        _carried = new Matrix(sequences, hidden);
        _cellGradient = new Matrix(sequences, hidden);
        _firstCells = new Matrix(sequences, hidden);
    }

    public Parameter Weights { get; }

    public int Hidden => Weights.Shape[0];

    /// <summary>h of every row of the last <see cref="Forward"/>.</summary>
    public Matrix States { get; }

    /// <summary>c of every row of the last <see cref="Forward"/>.</summary>
    public Matrix Cells => _cells;

    /// <summary>The gradient of the first state, after <see cref="Backward"/>.</summary>
    public Matrix StateGradient => _carried;

    /// <summary>The gradient of the first cells, after <see cref="Backward"/>.</summary>
    public Matrix CellGradient => _cellGradient;

    /// <summary>
    /// Runs all steps. <paramref name="gates"/> holds what the inputs add (rows × 4 hidden) and then the opened gates.
    /// </summary>
    public void Forward(
        MatrixProduct product, PackedSteps steps, Matrix gates, Matrix? firstState = null, Matrix? firstCells = null)
    {
        _weights.Pack(Weights.Values, 4 * Hidden, Hidden, 4 * Hidden);
        States.Rows = _previous.Rows = _cells.Rows = _squashed.Rows = steps.Rows;
        _firstCells.Rows = steps.Sequences;
        if (firstCells is null) _firstCells.Span.Clear();
        else firstCells.Span.CopyTo(_firstCells.Span);

        for (int t = 0; t < steps.Steps; t++)
        {
            int count = steps.Count(t), from = steps.Offset(t), length = count * Hidden;
            Span<float> previous = _previous.Values.AsSpan(from * Hidden, length);
            if (t > 0) States.Values.AsSpan(steps.Offset(t - 1) * Hidden, length).CopyTo(previous);
            else if (firstState is null) previous.Clear();
            else firstState.Span.CopyTo(previous);

            if (t > 0 || firstState is not null)
            {
                product.Multiply(_previous, from, _weights, gates, from, count, adds: true);
            }

            for (int row = from; row < from + count; row++)
            {
                Span<float> before = t > 0 ? _cells.Row(steps.Offset(t - 1) + row - from) : _firstCells.Row(row - from);
                Open(gates.Row(row), before, _cells.Row(row), _squashed.Row(row), States.Row(row));
            }
        }
    }

    /// <summary>
    /// Adds the gradient of the weights and turns the opened gates, in place, into the gradient of what the inputs
    /// added. <paramref name="dh"/> holds the gradient of every row's h from outside.
    /// </summary>
    public void Backward(
        MatrixProduct product, PackedSteps steps, Matrix gates, Matrix dh, Matrix? lastCellGradient = null)
    {
        _transposed.PackTransposed(Weights.Values, 4 * Hidden, 4 * Hidden, Hidden);
        _carried.Rows = _cellGradient.Rows = steps.Sequences;
        _carried.Span.Clear();
        if (lastCellGradient is null) _cellGradient.Span.Clear();
        else lastCellGradient.Span.CopyTo(_cellGradient.Span);

        for (int t = steps.Steps - 1; t >= 0; t--)
        {
            int from = steps.Offset(t), count = steps.Count(t);
            for (int i = 0; i < count; i++)
            {
                int row = from + i;
                Span<float> before = t > 0 ? _cells.Row(steps.Offset(t - 1) + i) : _firstCells.Row(i);
                TensorPrimitives.Add(_carried.Row(i), dh.Row(row), _carried.Row(i));
                Close(gates.Row(row), before, _squashed.Row(row), _carried.Row(i), _cellGradient.Row(i));
            }

            product.Multiply(gates, from, _transposed, _carried, 0, count, adds: false);
        }

        product.MultiplyLeftTransposed(_previous, gates, Weights.Gradient, adds: true);
    }

    /// <summary>
    /// One step of one sequence: moves h and c on. <paramref name="gates"/> holds what the input adds, and is used up.
    /// </summary>
    public static void Step(Parameter weights, Span<float> gates, Span<float> h, Span<float> c)
    {
        for (int i = 0; i < h.Length; i++) TensorPrimitives.MultiplyAdd(weights.Row(i), h[i], gates, gates);
        Open(gates, c, c, h, h);
    }

    private static void Open(
        Span<float> gates, ReadOnlySpan<float> before, Span<float> cells, Span<float> squashed, Span<float> states)
    {
        int hidden = states.Length;
        Squash.Sigmoid(gates[..(2 * hidden)]);
        Squash.Tanh(gates.Slice(2 * hidden, hidden));
        Squash.Sigmoid(gates[(3 * hidden)..]);
        TensorPrimitives.Multiply(gates.Slice(hidden, hidden), before, cells);
        TensorPrimitives.MultiplyAdd(gates[..hidden], gates.Slice(2 * hidden, hidden), cells, cells);
        cells.CopyTo(squashed);
        Squash.Tanh(squashed);
        TensorPrimitives.Multiply(gates[(3 * hidden)..], squashed, states);
    }

    // dc and the gates' slopes in one pass; dc goes on to the step before, times its forget gate.
    private static void Close(
        Span<float> gates, ReadOnlySpan<float> before, ReadOnlySpan<float> squashed, ReadOnlySpan<float> dh,
        Span<float> dc)
    {
        int hidden = dh.Length;
        Span<float> inputs = gates[..hidden], forgets = gates.Slice(hidden, hidden);
        Span<float> values = gates.Slice(2 * hidden, hidden), outputs = gates[(3 * hidden)..];
        int width = Vector<float>.Count, i = 0;
        for (; i <= hidden - width; i += width)
        {
            var (input, forget) = (new Vector<float>(inputs[i..]), new Vector<float>(forgets[i..]));
            var (value, output) = (new Vector<float>(values[i..]), new Vector<float>(outputs[i..]));
            var (tanh, slope) = (new Vector<float>(squashed[i..]), new Vector<float>(dh[i..]));
            var cell = new Vector<float>(dc[i..]) + (slope * output * (Vector<float>.One - (tanh * tanh)));
            (cell * value * input * (Vector<float>.One - input)).CopyTo(inputs[i..]);
            (cell * new Vector<float>(before[i..]) * forget * (Vector<float>.One - forget)).CopyTo(forgets[i..]);
            (cell * input * (Vector<float>.One - (value * value))).CopyTo(values[i..]);
            (slope * tanh * output * (Vector<float>.One - output)).CopyTo(outputs[i..]);
            (cell * forget).CopyTo(dc[i..]);
        }

        for (; i < hidden; i++)
        {
            float input = inputs[i], forget = forgets[i], value = values[i], output = outputs[i];
            float cell = dc[i] + (dh[i] * output * (1 - (squashed[i] * squashed[i])));
            inputs[i] = cell * value * input * (1 - input);
            forgets[i] = cell * before[i] * forget * (1 - forget);
            values[i] = cell * input * (1 - (value * value));
            outputs[i] = dh[i] * squashed[i] * output * (1 - output);
            dc[i] = cell * forget;
        }
    }
}
