using System.Numerics.Tensors;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Ncf;

/// <summary>Room for running a network of pairs forwards and backwards; one batch at a time.</summary>
internal sealed class NcfPass
{
    private readonly NcfNetwork _network;
    private readonly MatrixProduct _product = new();
    private readonly Matrix _joined;
    private readonly Matrix[] _hidden;
    private readonly Matrix[] _slopes;
    private readonly float[][] _masks;
    private readonly Matrix _combined;
    private readonly Matrix _combinedSlope;
    private readonly Matrix _joinedSlope;
    private readonly Matrix _logitSlope;
    private readonly int[] _users;
    private readonly int[] _items;
    private int _count;

    public NcfPass(NcfNetwork network, int capacity)
    {
        _network = network;
        int width = network.Sizes.Width;
        _joined = new Matrix(capacity, 2 * width);
        _joinedSlope = new Matrix(capacity, 2 * width);
        _hidden = [.. network.Hidden.Select(layer => new Matrix(capacity, layer.Outputs))];
        _slopes = [.. network.Hidden.Select(layer => new Matrix(capacity, layer.Outputs))];
        _masks = [.. network.Hidden.Select(layer => new float[capacity * layer.Outputs])];
        _combined = new Matrix(capacity, network.Output.Inputs);
        _combinedSlope = new Matrix(capacity, network.Output.Inputs);
        Logits = new Matrix(capacity, 1);
        _logitSlope = new Matrix(capacity, 1);
        _users = new int[capacity];
        _items = new int[capacity];
    }

    public int Capacity => _users.Length;

    /// <summary>One per pair of the last <see cref="Forward(ReadOnlySpan{int}, ReadOnlySpan{int})"/>.</summary>
    public Matrix Logits { get; }

    /// <summary>Logits without dropout.</summary>
    public void Forward(ReadOnlySpan<int> users, ReadOnlySpan<int> items)
    {
        var unused = default(Prng);
        Forward(users, items, 0, ref unused);
    }

    /// <summary>Logits with dropout after each layer of the perceptron.</summary>
    public void Forward(ReadOnlySpan<int> users, ReadOnlySpan<int> items, double dropout, ref Prng prng)
    {
        _count = users.Length;
        for (int i = 0; i < _count; i++)
        {
            _users[i] = _network.UserRow(users[i]);
            _items[i] = _network.ItemRow(items[i]);
        }

        int width = _network.Sizes.Width;
        ReadOnlySpan<int> userRows = _users.AsSpan(0, _count), itemRows = _items.AsSpan(0, _count);
        _joined.Rows = _combined.Rows = _count;
        _network.UserTraits.Forward(userRows, _joined);
        _network.ItemTraits.Forward(itemRows, _joined, width);
        var below = _joined;
        for (int layer = 0; layer < _hidden.Length; layer++)
        {
            _network.Hidden[layer].Forward(_product, below, _hidden[layer]);
            Activations.Relu(_hidden[layer].Span);
            if (dropout > 0) Activations.Dropout(_hidden[layer].Span, _masks[layer], dropout, ref prng);
            below = _hidden[layer];
        }

        for (int i = 0; i < _count; i++)
        {
            Span<float> row = _combined.Row(i);
            TensorPrimitives.Multiply(
                _network.UserFactors.Table.Row(_users[i]), _network.ItemFactors.Table.Row(_items[i]), row[..width]);
            below.Row(i).CopyTo(row[width..]);
        }

        _network.Output.Forward(_product, _combined, Logits);
    }

    /// <summary>
    /// Adds the gradients of the mean binary cross-entropy of the last pass, and of ½ decay |embedding|² for each
    /// embedding of each pair; answers the cross-entropy.
    /// </summary>
    public double Backward(ReadOnlySpan<float> targets, double dropout, float decay)
    {
        float scale = 1f / _count;
        _logitSlope.Rows = _count;
        double loss = Losses.BinaryCrossEntropy(Logits.Span, targets, _logitSlope.Span, scale);
        _network.Output.Backward(_product, _combined, _logitSlope, _combinedSlope);
        int width = _network.Sizes.Width;
        Parameter users = _network.UserFactors.Table, items = _network.ItemFactors.Table;
        var top = _slopes[^1];
        top.Rows = _count;
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<float> slope = _combinedSlope.Row(i);
            slope[width..].CopyTo(top.Row(i));
            AddProduct(users, _users[i], slope[..width], items.Row(_items[i]));
            AddProduct(items, _items[i], slope[..width], users.Row(_users[i]));
        }

        for (int layer = _hidden.Length - 1; layer >= 0; layer--)
        {
            if (dropout > 0) Activations.DropoutBackward(_masks[layer], _slopes[layer].Span);
            Activations.ReluBackward(_hidden[layer].Span, _slopes[layer].Span);
            _network.Hidden[layer].Backward(
                _product, layer > 0 ? _hidden[layer - 1] : _joined, _slopes[layer],
                layer > 0 ? _slopes[layer - 1] : _joinedSlope);
        }

        _network.UserTraits.Backward(_users.AsSpan(0, _count), _joinedSlope);
        _network.ItemTraits.Backward(_items.AsSpan(0, _count), _joinedSlope, width);
        if (decay > 0) AddDecay(decay * scale);
        return loss;
    }

    private static void AddProduct(Parameter table, int row, ReadOnlySpan<float> slope, ReadOnlySpan<float> other)
    {
        table.Touch(row);
        Span<float> gradient = table.GradientRow(row);
        TensorPrimitives.MultiplyAdd(slope, other, gradient, gradient);
    }

    private void AddDecay(float decay)
    {
        for (int i = 0; i < _count; i++)
        {
            Shrink(_network.UserFactors.Table, _users[i], decay);
            Shrink(_network.ItemFactors.Table, _items[i], decay);
            Shrink(_network.UserTraits.Table, _users[i], decay);
            Shrink(_network.ItemTraits.Table, _items[i], decay);
        }
    }

    private static void Shrink(Parameter table, int row, float decay)
    {
        Span<float> gradient = table.GradientRow(row);
        TensorPrimitives.MultiplyAdd(table.Row(row), decay, gradient, gradient);
    }
}
