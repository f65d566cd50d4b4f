using CsvHelper;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>Rows of a CSV file with a header, by the names of their columns; names are matched without case.</summary>
internal sealed class CsvRows : IDisposable
{
    private static readonly CsvReaderOptions Options = new()
    {
        TrackLineNumbers = true,
        TrimWhitespace = true,

        // An unclosed quote must not swallow the rest of a large file.
        MaxRecordSize = 1 << 20,
    };

    private readonly CsvReader _reader;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    public CsvRows(TextReader text)
    {
        _reader = CsvReader.Create(text, Options, leaveOpen: true);
        var headers = _reader.Headers;
        for (var i = 0; i < headers.Count; i++) _columns.TryAdd(headers[i], i);
    }

    public IEnumerable<string> Columns => _columns.Keys;

    /// <summary>Where the present row begins, from 1; the header counts.</summary>
    public int Line => (int)_reader.LineNumber;

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Refuses a file that is of another kind, before anything is written.</summary>
    public void Require(string format, params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (Has(column)) continue;

            throw new ImportException(
                $"A file of the format {format} has a column {column}; this one has {string.Join(", ", Columns)}.");
        }
    }

    public bool Read()
    {
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException exception)
        {
            throw new ImportException($"The file is not CSV: {exception.Message}", exception);
        }
    }

    /// <summary>The value; null where the column is not there or empty.</summary>
    public string? this[string column] =>
        _columns.TryGetValue(column, out var at) && at < _reader.FieldCount && !_reader.IsEmpty(at)
            ? _reader.GetString(at) : null;

    public void Dispose() => _reader.Dispose();
}
