using LearnerGraph.Domain.Models.Ranking;

namespace LearnerGraph.Infrastructure.Learning.Ranking;

/// <summary>The same order for everyone: how many users an item has.</summary>
internal sealed class PopularityScorer(Interactions pairs) : IItemScorer
{
    private readonly int[] _counts = pairs.Popularity();

    public void Score(int user, ReadOnlySpan<int> items, Span<float> scores)
    {
        for (int i = 0; i < items.Length; i++) scores[i] = items[i] < _counts.Length ? _counts[items[i]] : 0;
    }
}
