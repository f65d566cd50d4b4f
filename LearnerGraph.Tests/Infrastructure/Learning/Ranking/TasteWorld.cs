using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Infrastructure.Learning.Ranking;

/// <summary>Users of two tastes, who have had half of the items of theirs and few of the other's.</summary>
internal static class TasteWorld
{
    public static readonly RankingFit Fit = new(1, new Progress<double>(), CancellationToken.None);

    public static HeldOutItems Make(int users = 160, int items = 60)
    {
        var prng = new Prng(3);
        var pairs = Enumerable.Range(0, users).Select(user =>
        {
            var had = new List<int>();
            for (int item = 0; item < items; item++)
            {
                if (prng.NextDouble() < (item % 2 == user % 2 ? 0.5 : 0.04)) had.Add(item);
            }

            return (IReadOnlyCollection<int>)had;
        });
        return new Interactions(items, [.. pairs]).HoldOut(users, negatives: 20, seed: 5);
    }
}
