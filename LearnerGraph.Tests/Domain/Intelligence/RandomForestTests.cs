using LearnerGraph.Domain.Intelligence.Prediction;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Intelligence;

public sealed class RandomForestTests
{
    [Fact]
    public void Fit_learns_what_no_line_can()
    {
        var (rows, outcomes) = Crossed(400, 1);
        var forest = RandomForest.Fit(rows, 2, outcomes, trees: 60);

        forest.Chance([0.2, 0.2]).Should().BeLessThan(0.2);
        forest.Chance([0.8, 0.2]).Should().BeGreaterThan(0.8);
        forest.Chance([0.8, 0.8]).Should().BeLessThan(0.2);
    }

    [Fact]
    public void Fit_gives_the_same_forest_for_the_same_seed()
    {
        var (rows, outcomes) = Crossed(100, 2);

        RandomForest.Fit(rows, 2, outcomes, 20, 2, 7).Chance([0.4, 0.6])
            .Should().Be(RandomForest.Fit(rows, 2, outcomes, 20, 2, 7).Chance([0.4, 0.6]));
    }

    [Fact]
    public void Chance_is_the_only_outcome_where_there_is_but_one()
    {
        RandomForest.Fit([1, 2, 3], 1, [true, true, true], trees: 3).Chance([9]).Should().Be(1);
    }

    private static (double[] Rows, bool[] Outcomes) Crossed(int count, ulong seed)
    {
        var random = new Prng(seed);
        var (rows, outcomes) = (new double[2 * count], new bool[count]);
        for (var i = 0; i < count; i++)
        {
            (rows[2 * i], rows[(2 * i) + 1]) = (random.NextDouble(), random.NextDouble());
            outcomes[i] = (rows[2 * i] > 0.5) != (rows[(2 * i) + 1] > 0.5);
        }

        return (rows, outcomes);
    }
}
