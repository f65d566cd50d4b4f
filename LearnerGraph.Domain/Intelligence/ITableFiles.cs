using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Intelligence;

/// <summary>A table of texts as read: named columns, and rows of cells that are null where they are empty.</summary>
public sealed class TextTable
{
    private readonly Dictionary<string, int> _columns;
    private readonly IReadOnlyList<string?[]> _rows;

    public TextTable(IReadOnlyList<string> columns, IReadOnlyList<string?[]> rows)
    {
        _rows = rows;
        _columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < columns.Count; i++) _columns.TryAdd(columns[i], i);
    }

    public int Count => _rows.Count;

    public IEnumerable<string> Columns => _columns.Keys;

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>The cell; null where it is empty or there is no such column.</summary>
    public string? this[int row, string column] => _columns.TryGetValue(column, out var at) ? _rows[row][at] : null;

    /// <summary>A whole column; "" for empty cells.</summary>
    public string[] Column(string column) => [.. Enumerable.Range(0, Count).Select(row => this[row, column] ?? "")];
}

/// <summary>Reads tables of recorded data that verbs measure models on.</summary>
public interface ITableFiles
{
    /// <returns>NotFound where there is no file; Invalid where it is no CSV with a header.</returns>
    Result<TextTable> Read(string path);
}
