using LearnerGraph.Domain.Recommendations;

namespace LearnerGraph.Tests.Domain.Recommendations;

public sealed class MixTests
{
    private static readonly double[] Default = [0.4, 0.3, 0.3];

    [Theory]
    [InlineData(10, 4, 3, 3)]
    [InlineData(7, 3, 2, 2)]
    [InlineData(5, 2, 2, 1)]
    [InlineData(3, 1, 1, 1)]
    [InlineData(1, 1, 0, 0)]
    [InlineData(50, 20, 15, 15)]
    [InlineData(0, 0, 0, 0)]
    public void Apportion_gives_the_largest_remainders_one_more(int count, int question, int review, int goal) =>
        Shares(count, Default).Should().Equal(question, review, goal);

    [Fact]
    public void Apportion_sums_to_the_count_and_stays_within_one_of_each_quota()
    {
        double[][] all = [Default, [0.5, 0.25, 0.25], [0.1, 0.9, 0], [0, 0, 1], [0.34, 0.33, 0.33]];
        foreach (double[] weights in all)
        {
            for (int count = 1; count <= 50; count++)
            {
                int[] shares = Shares(count, weights);

                shares.Sum().Should().Be(count);
                for (int lane = 0; lane < 3; lane++)
                    Math.Abs(shares[lane] - (count * weights[lane])).Should().BeLessThan(1);
            }
        }
    }

    [Fact]
    public void Apportion_renormalises_over_the_lanes_that_are_asked() =>
        Shares(7, [0, 0.3, 0.3]).Should().Equal(0, 4, 3);

    [Fact]
    public void Apportion_gives_nothing_where_no_lane_is_asked() => Shares(7, [0, 0, 0]).Should().Equal(0, 0, 0);

    [Fact]
    public void Interleave_keeps_every_prefix_within_one_of_the_quota()
    {
        for (int a = 0; a <= 20; a++)
        {
            for (int b = 0; b <= 20; b++)
            {
                for (int c = 0; c <= 20; c++)
                {
                    if (!PrefixesStayWithinOne([a, b, c])) Assert.Fail($"{a}, {b}, {c}");
                }
            }
        }
    }

    [Fact]
    public void Interleave_starts_a_set_of_ten_with_one_of_each_lane() =>
        Order([4, 3, 3]).Should().StartWith([Lane.NextQuestion, Lane.SpacedReview, Lane.StreakGoal]);

    [Fact]
    public void Weights_must_sum_to_one()
    {
        MixWeights.Create(0.5, 0.3, 0.3).IsOk.Should().BeFalse();
        MixWeights.Create(1.2, -0.2, 0).IsOk.Should().BeFalse();
        MixWeights.Create(double.NaN, 0.5, 0.5).IsOk.Should().BeFalse();
        MixWeights.Create(0.2, 0.3, 0.5).TryGet(out var mix, out _).Should().BeTrue();
        mix!.StreakGoal.Should().Be(0.5);
    }

    private static bool PrefixesStayWithinOne(int[] served)
    {
        var order = Order(served);
        int[] placed = new int[3];
        for (int k = 1; k <= order.Length; k++)
        {
            placed[(int)order[k - 1]]++;
            for (int lane = 0; lane < 3; lane++)
            {
                if (Math.Abs(placed[lane] - ((double)k * served[lane] / order.Length)) > 1 + 1e-9) return false;
            }
        }

        return placed.SequenceEqual(served);
    }

    private static int[] Shares(int count, double[] weights)
    {
        int[] shares = new int[3];
        Mix.Apportion(count, weights, shares);
        return shares;
    }

    private static Lane[] Order(int[] served)
    {
        var order = new Lane[served.Sum()];
        Mix.Interleave(served, order);
        return order;
    }
}
