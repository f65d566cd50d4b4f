using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Numerics;

public sealed class BinaryMeasuresTests
{
    [Fact]
    public void AreaUnderCurve_agrees_with_counting_all_pairs()
    {
        var random = new Prng(3);
        for (int round = 0; round < 30; round++)
        {
            int n = 2 + random.NextInt(60);
            double[] p = new double[n];
            bool[] y = new bool[n];
            for (int i = 0; i < n; i++) (p[i], y[i]) = (random.NextInt(8) / 8.0, random.NextDouble() < 0.4);

            double? expected = Pairs(p, y), actual = BinaryMeasures.AreaUnderCurve(p, y);
            (actual is null).Should().Be(expected is null);
            (actual ?? 0).Should().BeApproximately(expected ?? 0, 1e-12);
        }
    }

    [Fact]
    public void AreaUnderCurve_is_unknown_where_all_outcomes_are_the_same() =>
        BinaryMeasures.AreaUnderCurve([0.1, 0.9], [true, true]).Should().BeNull();

    [Fact]
    public void LogLoss_is_the_mean_surprise()
    {
        BinaryMeasures.LogLoss([0.8, 0.3], [true, false]).Should()
            .BeApproximately(-(Math.Log(0.8) + Math.Log(0.7)) / 2, 1e-12);
        BinaryMeasures.LogLoss([0], [true]).Should().BeApproximately(-Math.Log(1e-6), 1e-9);
        BinaryMeasures.LogLoss([], []).Should().BeNull();
    }

    [Fact]
    public void CalibrationError_weighs_each_bin_by_its_rows()
    {
        double[] p = [0.15, 0.15, 0.15, 0.15, 0.95];
        bool[] y = [true, false, false, false, false];

        BinaryMeasures.CalibrationError(p, y).Should().BeApproximately(((4 * 0.1) + 0.95) / 5, 1e-12);
        BinaryMeasures.CalibrationError([1, 1], [true, true]).Should().Be(0);
        BinaryMeasures.CalibrationError([], []).Should().BeNull();
    }

    private static double? Pairs(double[] p, bool[] y)
    {
        double won = 0, pairs = 0;
        for (int i = 0; i < p.Length; i++)
        {
            for (int j = 0; j < p.Length; j++)
            {
                if (!y[i] || y[j]) continue;
                pairs++;
                won += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
            }
        }

        return pairs > 0 ? won / pairs : null;
    }
}
