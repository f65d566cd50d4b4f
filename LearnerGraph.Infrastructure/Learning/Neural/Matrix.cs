namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>A matrix of floats, row after row in one array; may hold fewer rows than there is room for.</summary>
internal sealed class Matrix(int capacity, int columns)
{
    private int _rows = capacity;

    public float[] Values { get; } = new float[capacity * columns];

    public int Columns { get; } = columns;

    public int Capacity { get; } = capacity;

    /// <summary>How many rows are in use; the rest keeps what it held.</summary>
    public int Rows
    {
        get => _rows;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Capacity);
            _rows = value;
        }
    }

    /// <summary>The rows in use.</summary>
    public Span<float> Span => Values.AsSpan(0, _rows * Columns);

    public Span<float> Row(int row) => Values.AsSpan(row * Columns, Columns);
}
