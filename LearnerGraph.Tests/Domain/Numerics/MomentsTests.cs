using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Numerics;

public sealed class MomentsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1e7)]
    [InlineData(1e12)]
    [InlineData(1e15)]
    public void Of_keeps_the_variance_at_any_offset(double offset)
    {
        var values = Enumerable.Range(0, 8).Select(i => offset + i).ToArray();

        Moments.Of(values).Variance.Should().BeApproximately(6, 1e-12);
    }

    [Fact]
    public void Of_knows_a_constant_exactly()
    {
        foreach (var constant in new[] { 0.1, 1e-300, 1e17 + 2, -3.3 })
        {
            for (var n = 1; n < 40; n++)
            {
                var moments = Moments.Of(Enumerable.Repeat(constant, n).ToArray());
                (moments.Mean, moments.M2).Should().Be((constant, 0));
            }
        }
    }

    [Fact]
    public void Merge_gives_the_moments_of_all_in_any_order()
    {
        var prng = new Prng(3);
        for (var round = 0; round < 50; round++)
        {
            var values = new double[3 + prng.NextInt(60)];
            for (var i = 0; i < values.Length; i++) values[i] = 1e6 + prng.NextGaussian();
            var whole = Moments.Of(values);
            var cut = prng.NextInt(values.Length);
            Moments left = Moments.Of(values.AsSpan(..cut)), right = Moments.Of(values.AsSpan(cut..));

            foreach (var merged in new[] { left.Merge(right), right.Merge(left) })
            {
                merged.Count.Should().Be(values.Length);
                merged.Minus(whole).Should().BeApproximately(0, 1e-12);
                merged.Variance.Should().BeApproximately(whole.Variance, 1e-11 * whole.Variance);
            }
        }
    }

    [Fact]
    public void Minus_keeps_what_the_rounded_means_have_lost()
    {
        var a = Moments.Of([1e15, 1e15 + 1, 1e15 + 1]);
        var b = Moments.Of([1e15 + 1, 1e15 + 2, 1e15 + 2, 1e15 + 2]);

        b.Minus(a).Should().BeApproximately(1.75 - (2 / 3.0), 1e-14);
    }

    [Fact]
    public void Variance_of_fewer_than_two_is_no_number()
    {
        Moments.Of([4.2]).Variance.Should().Be(double.NaN);
        Moments.Of([]).Variance.Should().Be(double.NaN);
        Moments.Of([1, double.NaN]).IsFinite.Should().BeFalse();
    }

    [Fact]
    public void JointMoments_merge_as_their_margins_do()
    {
        var prng = new Prng(4);
        var (x, y) = (new double[50], new double[50]);
        for (var i = 0; i < x.Length; i++) (x[i], y[i]) = (prng.NextGaussian(), prng.NextDouble());
        var whole = JointMoments.Of(x, y);
        var merged = JointMoments.Of(x.AsSpan(..20), y.AsSpan(..20)).Merge(
            JointMoments.Of(x.AsSpan(20..), y.AsSpan(20..)));

        merged.Covariance.Should().BeApproximately(whole.Covariance, 1e-13);
    }
}
