using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>A trained tensor with its gradient; a table of embeddings also knows the rows a step touched.</summary>
internal sealed class Parameter
{
    private readonly bool[]? _isTouched;
    private readonly int[]? _touched;
    private int _touchedCount;

    /// <param name="name">Unique within the network; names the tensor in files.</param>
    /// <param name="shape">Rows first, as the values lie.</param>
    /// <param name="isSparse">Only touched rows take part in a step.</param>
    public Parameter(string name, int[] shape, bool isSparse = false)
    {
        Name = name;
        Shape = shape;
        Width = shape[^1];
        int length = 1;
        foreach (int dimension in shape) length = checked(length * dimension);
        Values = new float[length];
        Gradient = new float[length];
        if (!isSparse) return;

        _isTouched = new bool[length / Width];
        _touched = new int[length / Width];
    }

    public string Name { get; }

    public IReadOnlyList<int> Shape { get; }

    public float[] Values { get; }

    public float[] Gradient { get; }

    /// <summary>Values of one row: the last dimension.</summary>
    public int Width { get; }

    public bool IsSparse => _touched is not null;

    /// <summary>The rows with a gradient, in the order they were first touched.</summary>
    public ReadOnlySpan<int> Touched => _touched.AsSpan(0, _touchedCount);

    public Span<float> Row(int row) => Values.AsSpan(row * Width, Width);

    public Span<float> GradientRow(int row) => Gradient.AsSpan(row * Width, Width);

    /// <summary>Notes that a row gets a gradient in this step.</summary>
    public void Touch(int row)
    {
        if (_isTouched![row]) return;

        _isTouched[row] = true;
        _touched![_touchedCount++] = row;
    }

    /// <summary>Forgets the step's gradient.</summary>
    public void ClearGradient()
    {
        if (!IsSparse)
        {
            Array.Clear(Gradient);
            return;
        }

        foreach (int row in Touched)
        {
            GradientRow(row).Clear();
            _isTouched![row] = false;
        }

        _touchedCount = 0;
    }

    /// <summary>Normal values around 0.</summary>
    public void FillNormal(ref Prng prng, double deviation)
    {
        foreach (ref float value in Values.AsSpan()) value = (float)(prng.NextGaussian() * deviation);
    }

    /// <summary>Uniform values in ±<paramref name="bound"/>.</summary>
    public void FillUniform(ref Prng prng, double bound)
    {
        foreach (ref float value in Values.AsSpan()) value = (float)(((2 * prng.NextDouble()) - 1) * bound);
    }
}
