using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Experiments;

/// <summary>
/// What the methods promise, found again by simulation with fixed seeds; bands are binomial at 99.9 %.
/// </summary>
public sealed class CalibrationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(0.8)]
    public void Intervals_of_difference_and_effect_size_cover_the_truth(double d)
    {
        var prng = new Prng(41);
        int difference = 0, effect = 0;
        const int runs = 800;
        for (var run = 0; run < runs; run++)
        {
            Moments a = Sample(ref prng, 30, 0), b = Sample(ref prng, 40, d);
            if (!MeanTest.Welch(a, b, 0.05).Interval!.Value.Excludes(d)) difference++;
            if (!EffectSize.Of(a, b, 0.05).CohensDInterval!.Value.Excludes(d)) effect++;
        }

        Covered(difference, runs, 0.95);
        Covered(effect, runs, 0.95);
    }

    [Fact]
    public void Power_is_the_share_of_experiments_that_see_the_effect()
    {
        var prng = new Prng(42);
        var (_, power, _) = Power.OfT(40, 60, 0.6, 1, 0.05);
        var seen = 0;
        const int runs = 2000;
        for (var run = 0; run < runs; run++)
        {
            var test = MeanTest.Student(Sample(ref prng, 40, 0), Sample(ref prng, 60, 0.6), 0.05);
            if (test.P < 0.05 && test.T > 0) seen++;
        }

        Covered(seen, runs, power!.Value);
    }

    [Fact]
    public void Looking_a_hundred_times_finds_nothing_by_a_confidence_sequence_and_much_by_a_single_test()
    {
        var prng = new Prng(43);
        int always = 0, naive = 0;
        const int runs = 400;
        for (var run = 0; run < runs; run++)
        {
            Moments a = default, b = default;
            bool found = false, fooled = false;
            for (var look = 1; look <= 100; look++)
            {
                a = a.Merge(Sample(ref prng, 20, 0));
                b = b.Merge(Sample(ref prng, 20, 0));
                var test = MeanTest.Welch(a, b, 0.05);
                var sequence = Sequential.ConfidenceSequence(
                    [(a.Count + b.Count, test.Difference!.Value, test.StandardError!.Value)], 0.05, 5000, out _);
                found |= sequence[0].P < 0.05;
                fooled |= test.P < 0.05;
            }

            if (found) always++;
            if (fooled) naive++;
        }

        always.Should().BeLessThanOrEqualTo(20);
        naive.Should().BeGreaterThan(80);
    }

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
    public void Benjamini_Hochberg_keeps_the_share_of_false_findings()
    {
        var prng = new Prng(45);
        var shares = 0.0;
        const int runs = 500;
        for (var run = 0; run < runs; run++)
        {
            var p = new double[50];
            for (var i = 0; i < p.Length; i++)
                p[i] = 2 * Normal.Above(Math.Abs(prng.NextGaussian() + (i < 10 ? 3 : 0)));
            var found = Multiplicity.Select(p, 0.1);
            if (found.Length > 0) shares += (double)found.Count(i => i >= 10) / found.Length;
        }

        (shares / runs).Should().BeLessThan(0.1).And.BeGreaterThan(0.06);
    }

    [Fact]
    public void Sample_ratio_watched_two_hundred_times_raises_no_false_alarm()
    {
        var prng = new Prng(46);
        var alarms = 0;
        for (var run = 0; run < 200; run++)
        {
            var counts = new double[200][];
            double a = 0, b = 0;
            for (var look = 0; look < counts.Length; look++)
            {
                for (var i = 0; i < 50; i++) _ = prng.NextDouble() < 0.5 ? a++ : b++;
                counts[look] = [a, b];
            }

            if (SampleRatio.Watch(counts, [0.5, 0.5], [50, 50])[^1].P < 0.001) alarms++;
        }

        alarms.Should().BeLessThanOrEqualTo(2);
        double[][] skewed = [[520, 480], [5200, 4800], [52000, 48000]];
        SampleRatio.Watch(skewed, [0.5, 0.5], [50, 50])[^1].P.Should().BeLessThan(0.001);
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

    private static Moments Sample(ref Prng prng, int n, double mean)
    {
        Span<double> values = stackalloc double[n];
        for (var i = 0; i < n; i++) values[i] = mean + prng.NextGaussian();
        return Moments.Of(values);
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
