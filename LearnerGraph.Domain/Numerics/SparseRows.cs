namespace LearnerGraph.Domain.Numerics;

/// <summary>Rows of few non-zero numbers over many columns, one after another in flat arrays.</summary>
public sealed class SparseRows
{
    private readonly List<int> _starts = [0];
    private int[] _columns = new int[1024];
    private double[] _values = new double[1024];
    private int _used;

    public int Count => _starts.Count - 1;

    /// <summary>Puts a number into the row that is open; zeros may be left out.</summary>
    public void Add(int column, double value = 1)
    {
        if (_used == _columns.Length)
        {
            Array.Resize(ref _columns, 2 * _used);
            Array.Resize(ref _values, 2 * _used);
        }

        _columns[_used] = column;
        _values[_used++] = value;
    }

    /// <summary>Closes the open row and begins the next.</summary>
    public void EndRow() => _starts.Add(_used);

    /// <summary>Forgets all rows and keeps the room.</summary>
    public void Clear()
    {
        _starts.RemoveRange(1, _starts.Count - 1);
        _used = 0;
    }

    public ReadOnlySpan<int> ColumnsOf(int row) => _columns.AsSpan(_starts[row].._starts[row + 1]);

    public ReadOnlySpan<double> ValuesOf(int row) => _values.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>Σ weight × value over the row.</summary>
    public double Dot(int row, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int i = _starts[row]; i < _starts[row + 1]; i++) sum += weights[_columns[i]] * _values[i];
        return sum;
    }

    /// <summary>Adds scale × row to a dense vector.</summary>
    public void AddTo(int row, double scale, Span<double> target)
    {
        for (int i = _starts[row]; i < _starts[row + 1]; i++) target[_columns[i]] += scale * _values[i];
    }

    /// <summary>Adds scale × the row's squares to a dense vector.</summary>
    public void AddSquaresTo(int row, double scale, Span<double> target)
    {
        for (int i = _starts[row]; i < _starts[row + 1]; i++) target[_columns[i]] += scale * _values[i] * _values[i];
    }
}
