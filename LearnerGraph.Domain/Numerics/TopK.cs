namespace LearnerGraph.Domain.Numerics;

/// <summary>
/// The k best of a stream, kept in the caller's spans: a heap with the worst on top, O(log k) per admission.
/// </summary>
/// <remarks>
/// Of equal scores the smaller item wins, so the answer does not depend on the order of offers. NaN is ignored.
/// </remarks>
public ref struct TopK
{
    private readonly Span<float> _scores;
    private readonly Span<int> _items;

    public TopK(Span<float> scores, Span<int> items)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(items.Length, scores.Length);
        _scores = scores;
        _items = items;
    }

    public int Count { get; private set; }

    /// <summary>A score below this cannot enter any more.</summary>
    public readonly float Threshold =>
        Count < _scores.Length ? float.NegativeInfinity : Count == 0 ? float.PositiveInfinity : _scores[0];

    public void Offer(int item, float score)
    {
        if (float.IsNaN(score) || _scores.IsEmpty) return;
        if (Count < _scores.Length)
        {
            SiftUp(Count++, item, score);
            return;
        }

        if (IsWorse(score, item, _scores[0], _items[0])) return;
        SiftDown(item, score, Count);
    }

    /// <summary>
    /// Orders what was kept, best first, and returns how many there are; offers after it are not allowed.
    /// </summary>
    public int Sort()
    {
        for (var end = Count - 1; end > 0; end--)
        {
            var (item, score) = (_items[end], _scores[end]);
            (_items[end], _scores[end]) = (_items[0], _scores[0]);
            SiftDown(item, score, end);
        }

        return Count;
    }

    private static bool IsWorse(float scoreA, int itemA, float scoreB, int itemB) =>
        scoreA < scoreB || (scoreA <= scoreB && itemA > itemB);

    private readonly void SiftUp(int at, int item, float score)
    {
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (!IsWorse(score, item, _scores[parent], _items[parent])) break;
            (_scores[at], _items[at]) = (_scores[parent], _items[parent]);
            at = parent;
        }

        (_scores[at], _items[at]) = (score, item);
    }

    private readonly void SiftDown(int item, float score, int count)
    {
        var at = 0;
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= count) break;
            if (child + 1 < count && IsWorse(_scores[child + 1], _items[child + 1], _scores[child], _items[child]))
                child++;
            if (!IsWorse(_scores[child], _items[child], score, item)) break;
            (_scores[at], _items[at]) = (_scores[child], _items[child]);
            at = child;
        }

        (_scores[at], _items[at]) = (score, item);
    }
}
