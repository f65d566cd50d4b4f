using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Experiments;

/// <summary>
/// What the methods promise beyond the gates, by simulation with fixed seeds; bands are binomial at 99.9 %.
/// </summary>
public sealed class CalibrationTests
{
    [Fact]
    public void Group_sequential_boundaries_spend_alpha_and_no_more()
    {
        var prng = new Prng(44);
        double[] information = [0.2, 0.4, 0.6, 0.8, 1];
        var plan = GroupSequential.OBrienFleming(information, 0.05);
        var crossed = 0;
        const int runs = 20_000;
        for (var run = 0; run < runs; run++)
        {
            double score = 0, before = 0;
            for (var k = 0; k < information.Length; k++)
            {
                score += prng.NextGaussian() * Math.Sqrt(information[k] - before);
                before = information[k];
                if (Math.Abs(score) / Math.Sqrt(before) < plan.Z[k]) continue;
                crossed++;
                break;
            }
        }

        Covered(crossed, runs, 0.05);
    }

    [Fact]
    public void Sample_ratio_watched_raises_an_alarm_where_the_arms_grow_unevenly()
    {
        double[][] skewed = [[520, 480], [5200, 4800], [52000, 48000]];
        SampleRatio.Watch(skewed, [0.5, 0.5])[^1].P.Should().BeLessThan(0.001);
    }

    [Fact]
    public void Cuped_changes_the_noise_and_not_the_answer()
    {
        var prng = new Prng(47);
        double plain = 0, adjusted = 0;
        var narrower = 0;
        const int runs = 400;
        for (var run = 0; run < runs; run++)
        {
            var (ya, xa) = Correlated(ref prng, 60, 0);
            var (yb, xb) = Correlated(ref prng, 60, 0.5);
            JointMoments a = JointMoments.Of(ya, xa), b = JointMoments.Of(yb, xb);
            var reduced = VarianceReduction.WithinArms(a, b, 0.05);
            plain += b.X.Minus(a.X) / runs;
            adjusted += reduced.Test.Difference!.Value / runs;
            if (reduced.VarianceRatio < 0.6) narrower++;
        }

        plain.Should().BeApproximately(0.5, 0.05);
        adjusted.Should().BeApproximately(0.5, 0.03);
        narrower.Should().BeGreaterThan(380);
    }

    [Fact]
    public void RankTest_finds_the_median_difference_of_all_pairs()
    {
        var prng = new Prng(48);
        for (var round = 0; round < 60; round++)
        {
            var a = new double[1 + prng.NextInt(25)];
            var b = new double[1 + prng.NextInt(25)];
            for (var i = 0; i < a.Length; i++) a[i] = Math.Round(prng.NextGaussian() * 3);
            for (var i = 0; i < b.Length; i++) b[i] = Math.Round(prng.NextGaussian() * 3) / 2;
            var all = b.SelectMany(y => a.Select(x => y - x)).Order().ToArray();
            var median = 0.5 * (all[(all.Length - 1) / 2] + all[all.Length / 2]);

            RankTest.Compare(a, b).Shift.Should().BeApproximately(median, 1e-12);
        }
    }

    private static void Covered(int hits, int runs, double promised)
    {
        var band = 3.3 * Math.Sqrt(promised * (1 - promised) / runs);
        ((double)hits / runs).Should().BeInRange(promised - band, promised + band);
    }

    private static (double[] Y, double[] X) Correlated(ref Prng prng, int n, double effect)
    {
        var (y, x) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            x[i] = prng.NextGaussian();
            y[i] = effect + (0.8 * x[i]) + (0.6 * prng.NextGaussian());
        }

        return (y, x);
    }
}
