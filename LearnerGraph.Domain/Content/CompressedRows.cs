namespace LearnerGraph.Domain.Content;

/// <summary>Rows of integers in compressed form: row r is Targets[Offsets[r] .. Offsets[r + 1]).</summary>
internal readonly struct CompressedRows
{
    private readonly int[] _offsets;
    private readonly int[] _targets;

    private CompressedRows(int[] offsets, int[] targets)
    {
        _offsets = offsets;
        _targets = targets;
    }

    public int Rows => _offsets.Length - 1;

    public ReadOnlySpan<int> this[int row] => _targets.AsSpan(_offsets[row].._offsets[row + 1]);

    /// <summary>The writable row, for an owner that sorts it before anybody else sees it.</summary>
    internal Span<int> Writable(int row) => _targets.AsSpan(_offsets[row].._offsets[row + 1]);

    internal int Start(int row) => _offsets[row];

    /// <summary>Counting sort by row: linear, and stable, so that each row keeps the order of the pairs.</summary>
    public static CompressedRows Build(int rows, ReadOnlySpan<(int Row, int Target)> pairs)
    {
        int[] offsets = new int[rows + 1];
        foreach (var (row, _) in pairs) offsets[row + 1]++;
        for (int r = 0; r < rows; r++) offsets[r + 1] += offsets[r];

        int[] next = offsets[..rows];
        int[] targets = new int[pairs.Length];
        foreach (var (row, target) in pairs) targets[next[row]++] = target;
        return new CompressedRows(offsets, targets);
    }

    /// <summary>The same rows in own memory.</summary>
    public CompressedRows Copy() => new(_offsets, [.. _targets]);

    /// <summary>Targets become rows; with ascending rows, the new rows are ascending too.</summary>
    public CompressedRows Transposed(int rows)
    {
        var pairs = new (int, int)[_targets.Length];
        int at = 0;
        for (int r = 0; r < Rows; r++)
        {
            foreach (int target in this[r]) pairs[at++] = (target, r);
        }

        return Build(rows, pairs);
    }
}
