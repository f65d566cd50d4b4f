namespace LearnerGraph.Infrastructure.Learning.Neural;

/// <summary>
/// How rows of sequences of several lengths lie without padding: all first steps, then all second steps and so on, the
/// longest sequence first.
/// </summary>
internal sealed class PackedSteps(int longest)
{
    private readonly int[] _counts = new int[longest];
    private readonly int[] _offsets = new int[longest + 1];

    /// <summary>Steps of the longest sequence.</summary>
    public int Steps { get; private set; }

    /// <summary>Sequences.</summary>
    public int Sequences => Steps == 0 ? 0 : _counts[0];

    /// <summary>Rows of all steps together.</summary>
    public int Rows => _offsets[Steps];

    /// <summary>How many sequences have a step t: they are the first ones.</summary>
    public int Count(int t) => _counts[t];

    /// <summary>The first row of step t.</summary>
    public int Offset(int t) => _offsets[t];

    /// <summary>The row of a sequence's step.</summary>
    public int Row(int t, int sequence) => _offsets[t] + sequence;

    /// <summary>Lays out sequences of these lengths, which must not rise.</summary>
    public void Set(ReadOnlySpan<int> lengths)
    {
        Steps = lengths.IsEmpty ? 0 : lengths[0];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Steps, _counts.Length);
        int living = lengths.Length;
        for (int t = 0; t < Steps; t++)
        {
            while (lengths[living - 1] <= t) living--;
            _counts[t] = living;
            _offsets[t + 1] = _offsets[t] + living;
        }
    }
}
