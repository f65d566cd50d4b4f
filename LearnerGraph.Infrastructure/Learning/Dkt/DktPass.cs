using System.Numerics.Tensors;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Dkt;

/// <summary>Answers of several learners as a batch lies: row by row as <see cref="PackedSteps"/> puts them.</summary>
internal sealed class DktBatch(int rows, int longest)
{
    public PackedSteps Steps { get; } = new(longest);

    /// <summary>By row: the skill that is asked.</summary>
    public int[] Skills { get; } = new int[rows];

    /// <summary>By row: how hard the asked question is; 0 where that is not known.</summary>
    public float[] Difficulties { get; } = new float[rows];

    /// <summary>By row: 1 for a right answer.</summary>
    public float[] Correct { get; } = new float[rows];
}

/// <summary>
/// Room for running the network forwards and backwards over a batch. The logit of a row comes from the state before
/// it; the first row of a sequence starts from zeros.
/// </summary>
internal sealed class DktPass
{
    private readonly DktNetwork _network;
    private readonly MatrixProduct _product = new();
    private readonly PackedMatrix _packed = new();
    private readonly Lstm _lstm;
    private readonly Matrix _table;
    private readonly Matrix _tableGates;
    private readonly Matrix _tableSlope;
    private readonly Matrix _gates;
    private readonly Matrix _before;
    private readonly Matrix _mask;
    private readonly Matrix _slope;
    private readonly float[] _logits;
    private readonly float[] _logitSlope;
    private readonly int[] _skillRows;
    private readonly int[] _inputRows;

    public DktPass(DktNetwork network, int rows, int sequences)
    {
        _network = network;
        int hidden = network.Sizes.Hidden, inputs = network.Inputs.Count;
        _lstm = new Lstm(network.Recurrent, rows, sequences);
        _table = new Matrix(inputs, network.Sizes.Width);
        _tableGates = new Matrix(inputs, 4 * hidden);
        _tableSlope = new Matrix(inputs, 4 * hidden);
        _gates = new Matrix(rows, 4 * hidden);
        _before = new Matrix(rows, hidden);
        _mask = new Matrix(rows, hidden);
        _slope = new Matrix(rows, hidden);
        _logits = new float[rows];
        _logitSlope = new float[rows];
        _skillRows = new int[rows];
        _inputRows = new int[rows];
    }

    /// <summary>By row of the last <see cref="Forward"/>.</summary>
    public ReadOnlySpan<float> Logits => _logits;

    /// <summary>Fills the logits; with dropout on the states that they are read from.</summary>
    public void Forward(DktBatch batch, double dropout, ref Prng prng)
    {
        var steps = batch.Steps;
        int rows = steps.Rows, hidden = _network.Sizes.Hidden;
        _network.Inputs.Table.Values.CopyTo(_table.Values, 0);
        _network.Gates.Forward(_product, _table, _tableGates);
        _gates.Rows = _before.Rows = _mask.Rows = _slope.Rows = rows;
        for (int row = 0; row < rows; row++)
        {
            int outcome = batch.Correct[row] > 0.5f ? 1 : 0;
            _skillRows[row] = _network.SkillRow(batch.Skills[row]);
            _inputRows[row] = (2 * _skillRows[row]) + outcome;
            Span<float> gates = _gates.Row(row);
            _tableGates.Row(_inputRows[row]).CopyTo(gates);
            if (batch.Difficulties[row] != 0)
            {
                TensorPrimitives.MultiplyAdd(_network.Asked.Row(outcome), batch.Difficulties[row], gates, gates);
            }
        }

        _lstm.Forward(_product, steps, _gates);
        _before.Values.AsSpan(0, steps.Sequences * hidden).Clear();
        for (int t = 1; t < steps.Steps; t++)
        {
            int length = steps.Count(t) * hidden;
            _lstm.States.Values.AsSpan(steps.Offset(t - 1) * hidden, length)
                .CopyTo(_before.Values.AsSpan(steps.Offset(t) * hidden));
        }

        if (dropout > 0) Activations.Dropout(_before.Span, _mask.Span, dropout, ref prng);
        for (int row = 0; row < rows; row++)
        {
            _logits[row] = _network.Logit(_before.Row(row), _skillRows[row], batch.Difficulties[row]);
        }
    }

    /// <summary>Adds the gradients of the mean cross-entropy of the last pass; answers that loss.</summary>
    public double Backward(DktBatch batch, double dropout)
    {
        var steps = batch.Steps;
        int rows = steps.Rows, hidden = _network.Sizes.Hidden;
        double loss = Losses.BinaryCrossEntropy(
            _logits.AsSpan(0, rows), batch.Correct.AsSpan(0, rows), _logitSlope.AsSpan(0, rows), 1f / rows);
        Parameter outputs = _network.Outputs.Table, bias = _network.OutputBias.Table;
        Parameter difficulty = _network.Difficulty;
        for (int row = 0; row < rows; row++)
        {
            int skill = _skillRows[row];
            float slope = _logitSlope[row], hard = batch.Difficulties[row];
            Span<float> before = _before.Row(row), target = _slope.Row(row), gradient = outputs.GradientRow(skill);
            outputs.Touch(skill);
            bias.Touch(skill);
            TensorPrimitives.MultiplyAdd(before, slope, gradient, gradient);
            bias.Gradient[skill] += slope;
            TensorPrimitives.Multiply(outputs.Row(skill), slope, target);
            if (hard == 0) continue;

            Span<float> byState = difficulty.Gradient.AsSpan(0, hidden);
            TensorPrimitives.MultiplyAdd(before, slope * hard, byState, byState);
            difficulty.Gradient[hidden] += slope * hard;
            TensorPrimitives.MultiplyAdd(difficulty.Values.AsSpan(0, hidden), slope * hard, target, target);
        }

        if (dropout > 0) Activations.DropoutBackward(_mask.Span, _slope.Span);
        BackwardThroughTime(batch);
        return loss;
    }

    private void BackwardThroughTime(DktBatch batch)
    {
        var steps = batch.Steps;
        int hidden = _network.Sizes.Hidden;

        // The slope of a row belongs to the state of the step before, in place: earlier rows are free by then.
        for (int t = 0; t < steps.Steps; t++)
        {
            int count = steps.Count(t), next = t + 1 < steps.Steps ? steps.Count(t + 1) : 0;
            Span<float> states = _slope.Values.AsSpan(steps.Offset(t) * hidden, count * hidden);
            if (next > 0) _slope.Values.AsSpan(steps.Offset(t + 1) * hidden, next * hidden).CopyTo(states);
            states[(next * hidden)..].Clear();
        }

        _lstm.Backward(_product, steps, _gates, _slope);
        _tableSlope.Span.Clear();
        for (int row = 0; row < steps.Rows; row++)
        {
            Span<float> gates = _gates.Row(row), target = _tableSlope.Row(_inputRows[row]);
            TensorPrimitives.Add(target, gates, target);
            if (batch.Difficulties[row] == 0) continue;

            Span<float> asked = _network.Asked.GradientRow(_inputRows[row] & 1);
            TensorPrimitives.MultiplyAdd(gates, batch.Difficulties[row], asked, asked);
        }

        // Inputs that the batch has not seen have no slope; those it has are marked for the optimiser.
        _network.Gates.Backward(_product, _table, _tableSlope, null);
        for (int row = 0; row < steps.Rows; row++) _network.Inputs.Table.Touch(_inputRows[row]);
        _packed.PackTransposed(_network.Gates.Weights.Values, 4 * hidden, 4 * hidden, _network.Sizes.Width);
        _product.Multiply(
            (_tableSlope.Values, 0, 4 * hidden, 1), _packed,
            (_network.Inputs.Table.Gradient, 0, _network.Sizes.Width), _network.Inputs.Count, adds: true);
    }
}
