using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Ranking;

/// <summary>Scores an item by the weights that the user's items have for it: Σ over them of W[theirs, item].</summary>
internal sealed class ItemWeights(Interactions pairs, Matrix weights) : IItemScorer
{
    public void Score(int user, ReadOnlySpan<int> items, Span<float> scores)
    {
        scores[..items.Length].Clear();
        if (user >= pairs.Users) return;

        foreach (int had in pairs.ItemsOf(user))
        {
            ReadOnlySpan<float> row = weights.Row(had);
            for (int i = 0; i < items.Length; i++)
            {
                if (items[i] < row.Length) scores[i] += row[items[i]];
            }
        }
    }

    /// <summary>How many users two items share, for every two; on the diagonal, how many one has.</summary>
    internal static Matrix Shared(Interactions pairs)
    {
        var counts = new Matrix(pairs.Items, pairs.Items);
        for (int user = 0; user < pairs.Users; user++)
        {
            ReadOnlySpan<int> items = pairs.ItemsOf(user);
            foreach (int one in items)
            {
                Span<float> row = counts.Row(one);
                foreach (int other in items) row[other]++;
            }
        }

        return counts;
    }
}
