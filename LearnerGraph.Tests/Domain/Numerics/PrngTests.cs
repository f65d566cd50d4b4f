using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Numerics;

public sealed class PrngTests
{
    [Fact]
    public void NextUInt64_repeats_for_the_same_seed_and_differs_for_another()
    {
        var a = new Prng(7);
        var b = new Prng(7);
        var c = new Prng(8);

        ulong[] first = [a.NextUInt64(), a.NextUInt64(), a.NextUInt64()];
        first.Should().Equal(b.NextUInt64(), b.NextUInt64(), b.NextUInt64());
        first.Should().NotContain(c.NextUInt64());
    }

    [Fact]
    public void NextUInt64_starts_as_the_published_generators_do()
    {
        // splitmix64 from 0 gives e220a8397b1dcdaf, 6e789e6aa1b965f4, 06c45d188009454f, f88bb8a8724c81ec as the state.
        var prng = new Prng(0);
        prng.NextUInt64().Should().Be(unchecked(ulong.RotateLeft(0x6e789e6aa1b965f4UL * 5, 7) * 9));
    }

    [Fact]
    public void NextInt_is_uniform()
    {
        var prng = new Prng(1);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) counts[prng.NextInt(7)]++;

        // 10,000 expected per bin with standard deviation 93.
        counts.Should().OnlyContain(count => Math.Abs(count - 10_000) < 450);
    }

    [Fact]
    public void NextDouble_and_NextGaussian_have_their_moments()
    {
        var prng = new Prng(2);
        double uniform = 0, sum = 0, squares = 0;
        for (int i = 0; i < 100_000; i++)
        {
            double u = prng.NextDouble();
            u.Should().BeInRange(0, 1).And.BeLessThan(1);
            uniform += u;
            double z = prng.NextGaussian();
            sum += z;
            squares += z * z;
        }

        (uniform / 100_000).Should().BeApproximately(0.5, 0.005);
        (sum / 100_000).Should().BeApproximately(0, 0.015);
        (squares / 100_000).Should().BeApproximately(1, 0.02);
    }

    [Fact]
    public void Stream_gives_neighbouring_indexes_unrelated_numbers()
    {
        double a = 0, b = 0, ab = 0;
        for (ulong i = 0; i < 20_000; i++)
        {
            var one = Prng.Stream(5, i);
            var next = Prng.Stream(5, i + 1);
            double x = one.NextDouble() - 0.5, y = next.NextDouble() - 0.5;
            ab += x * y;
            a += x * x;
            b += y * y;
        }

        (ab / Math.Sqrt(a * b)).Should().BeApproximately(0, 0.03);
    }
}
