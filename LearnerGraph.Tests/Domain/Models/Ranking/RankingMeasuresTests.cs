using LearnerGraph.Domain.Models.Ranking;

namespace LearnerGraph.Tests.Domain.Models.Ranking;

public sealed class RankingMeasuresTests
{
    [Fact]
    public void Place_counts_ties_and_numbers_that_are_none_against_the_wanted_item()
    {
        RankingMeasures.Place([3, 1, 2]).Should().Be(1);
        RankingMeasures.Place([2, 3, 1, 5]).Should().Be(3);
        RankingMeasures.Place([1, 1, 1]).Should().Be(3);
        RankingMeasures.Place([float.NaN, 1, 2]).Should().Be(3);
    }

    [Fact]
    public void Of_gives_the_worked_values()
    {
        var quality = RankingMeasures.Of([1, 3, 10, 11])!;

        quality.Lists.Should().Be(4);
        quality.HitRate.Should().BeApproximately(0.75, 1e-12);
        quality.Ndcg.Should().BeApproximately((1 + 0.5 + (1 / Math.Log2(11))) / 4, 1e-12);
        quality.Mrr.Should().BeApproximately((1 + (1 / 3.0) + 0.1 + (1 / 11.0)) / 4, 1e-12);
        RankingMeasures.Of([]).Should().BeNull();
    }
}
