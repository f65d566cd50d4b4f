using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Infrastructure.Learning.Neural;

namespace LearnerGraph.Infrastructure.Learning.Ranking;

/// <summary>Item kNN: cosine of the sets of users; an item is scored by those of its nearest that the user has.
/// </summary>
internal static class ItemNeighbours
{
    /// <summary>Items that vote for one.</summary>
    public const int Nearest = 200;

    public static IItemScorer Fit(Interactions pairs, RankingFit fit)
    {
        var weights = ItemWeights.Shared(pairs);
        float[] lengths = [.. Enumerable.Range(0, pairs.Items).Select(i => MathF.Sqrt(weights.Row(i)[i]))];
        float[] sorted = new float[pairs.Items], least = new float[pairs.Items];
        for (int item = 0; item < pairs.Items; item++)
        {
            fit.Cancellation.ThrowIfCancellationRequested();
            Span<float> row = weights.Row(item);
            for (int other = 0; other < row.Length; other++)
            {
                row[other] = row[other] == 0 || other == item ? 0 : row[other] / (lengths[item] * lengths[other]);
            }

            row.CopyTo(sorted);
            Array.Sort(sorted);
            least[item] = sorted.Length > Nearest ? sorted[^Nearest] : 0;
            fit.Progress.Report((item + 1.0) / pairs.Items);
        }

        for (int item = 0; item < pairs.Items; item++)
        {
            Span<float> row = weights.Row(item);
            for (int other = 0; other < row.Length; other++)
            {
                if (row[other] < least[other]) row[other] = 0;
            }
        }

        return new ItemWeights(pairs, weights);
    }
}
