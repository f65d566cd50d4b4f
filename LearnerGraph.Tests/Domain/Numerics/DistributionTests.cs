using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Numerics;

/// <summary>Tails and quantiles against values computed to 40 digits, and against each other.</summary>
public sealed class DistributionTests
{
    [Theory]
    [InlineData(37, 1e5, 5.9873141217123300e-298)]
    [InlineData(37, 1e10, 5.7258398866334475e-300)]
    [InlineData(5, 1e5, 2.87135083932083643e-7)]
    [InlineData(5, 1e10, 2.86651576711032367e-7)]
    [InlineData(2, 1, 0.14758361765043326)]
    public void StudentT_keeps_its_digits_in_the_tail(double t, double df, double above) =>
        StudentT.Above(t, df).Should().BeApproximately(above, 1e-12 * above);

    [Fact]
    public void StudentT_with_one_degree_is_Cauchy()
    {
        for (var t = 0.01; t < 1e6; t *= 1.7)
        {
            var above = Math.Atan(1 / t) / Math.PI;
            StudentT.Above(t, 1).Should().BeApproximately(above, 1e-13 * above);
        }
    }

    [Fact]
    public void StudentT_quantile_undoes_the_tail()
    {
        foreach (var df in new[] { 0.7, 1, 2.5, 17, 300, 1e5, 1e8 })
        {
            for (var q = 0.49; q > 1e-60; q *= 0.03)
            {
                var t = StudentT.UpperQuantile(q, df);
                StudentT.Above(t, df).Should().BeApproximately(q, 2e-12 * q, $"q {q}, df {df}");
            }
        }
    }

    [Fact]
    public void StudentT_logarithm_goes_on_where_the_tail_is_zero()
    {
        StudentT.Above(60, 1e6).Should().Be(0);
        StudentT.LogAbove(60, 1e6).Should().BeInRange(-1804.2, -1801);
    }

    [Theory]
    [InlineData(2, 198, 38, 3.6448424235961435e-281)]
    [InlineData(-8, 25, 3, 1.3049699405875389e-15)]
    [InlineData(0.001, 4, 7, 1.2884311071276588e-12)]
    public void NoncentralT_keeps_its_digits_in_the_tail(double t, double df, double ncp, double below) =>
        NoncentralT.Below(t, df, ncp).Should().BeApproximately(below, 1e-11 * below);

    [Fact]
    public void NoncentralT_without_a_shift_is_StudentT()
    {
        foreach (var df in new[] { 1, 4.5, 60, 5000 })
        {
            foreach (var t in new[] { -6, -1.2, 0.3, 2, 9 })
            {
                var expected = StudentT.Below(t, df);
                NoncentralT.Below(t, df, 0).Should().BeApproximately(expected, 1e-12 * expected);
            }
        }
    }

    [Fact]
    public void NoncentralT_agrees_with_a_simulation()
    {
        var prng = new Prng(31);
        var below = 0;
        const int n = 40_000;
        for (var i = 0; i < n; i++)
        {
            var z = prng.NextGaussian() + 1.5;
            var squares = 0.0;
            for (var k = 0; k < 7; k++) squares += Math.Pow(prng.NextGaussian(), 2);
            if (z / Math.Sqrt(squares / 7) <= 2) below++;
        }

        var p = NoncentralT.Below(2, 7, 1.5);
        ((double)below / n).Should().BeApproximately(p, 4 * Math.Sqrt(p * (1 - p) / n));
    }

    [Fact]
    public void Noncentrality_undoes_the_distribution()
    {
        foreach (var df in new[] { 2, 18, 250, 8098, 1e6 })
        {
            foreach (var t in new[] { -3, 0, 0.4, 2, 25 })
            {
                foreach (var p in new[] { 0.005, 0.025, 0.5, 0.975 })
                {
                    var ncp = NoncentralT.Noncentrality(t, df, p);
                    NoncentralT.Below(t, df, ncp).Should().BeApproximately(p, 1e-10, $"t {t}, df {df}, p {p}");
                }
            }
        }
    }

    [Fact]
    public void Normal_quantile_undoes_the_tail_down_to_the_smallest_doubles()
    {
        for (var q = 0.4999; q > 1e-305; q *= 1e-3)
        {
            Normal.Above(Normal.UpperQuantile(q)).Should().BeApproximately(q, 1e-12 * q);
            Normal.Quantile(q).Should().Be(-Normal.UpperQuantile(q));
        }
    }

    [Theory]
    [InlineData(200, -20006.21728089819)]
    [InlineData(40, -804.6084420137538)]
    [InlineData(-5, -2.866516129637636e-7)]
    public void Normal_logarithm_is_finite_and_exact(double z, double log) =>
        Normal.LogAbove(z).Should().BeApproximately(log, 1e-13 * Math.Abs(log));

    [Theory]
    [InlineData(0.5, 0.5641895835477563)]
    [InlineData(31, 5.545359871920686)]
    [InlineData(1e5, 316.2273707323775)]
    public void GammaRatio_half_step_is_exact(double x, double ratio) =>
        GammaRatio.HalfStep(x).Should().BeApproximately(ratio, 2e-15 * ratio);

    [Fact]
    public void GaussLegendre_is_exact_for_polynomials()
    {
        foreach (var n in new[] { 1, 2, 5, 16, 101 })
        {
            var (nodes, weights) = GaussLegendre.On(-1, 3, n);
            var power = Math.Min((2 * n) - 1, 9);
            var expected = (Math.Pow(3, power + 1) - Math.Pow(-1, power + 1)) / (power + 1);

            nodes.Zip(weights, (x, w) => w * Math.Pow(x, power)).Sum().Should()
                .BeApproximately(expected, 1e-12 * Math.Abs(expected));
        }
    }

    [Fact]
    public void Roots_between_finds_the_root_to_full_precision()
    {
        Roots.Between(x => Math.Exp(x) - 3, -5, 50).Should().BeApproximately(Math.Log(3), 1e-14);
        Roots.RightOf(x => x - 1e9, 1, 0.1).Should().BeApproximately(1e9, 1e-4);
        Roots.Between(x => (x * x) + 1, -1, 1).Should().Be(double.NaN);
    }
}
