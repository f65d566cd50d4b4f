using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Experiments;

public sealed class UnitHashTests
{
    [Theory]
    [InlineData("alloc", "layer:recs", "learner-1", 0x217FDFE8BAD6A1C8, 130857)]
    [InlineData("variant", "exp:algo-v2:1", "learner-1", 0x5EF4E00778A00355, 370923)]
    [InlineData("variant", "exp:ab", "c", 0x964A736B1B084376, 587073)]
    [InlineData("variant", "exp:a", "bc", 0xF1C127594F929A22, 944353)]
    [InlineData("variant", "exp:ñ", "用户-🗻", 0xEB8BD18A380E1325, 920102)]
    public void Compute_gives_the_reference_vectors(string purpose, string salt, string unit, ulong hash, int bucket)
    {
        UnitHash.Compute(purpose, salt, unit).Should().Be(hash);
        UnitHash.Bucket(hash).Should().Be(bucket);
    }

    [Fact]
    public void Bucket_is_uniform_over_a_thousand_cells()
    {
        var cells = new int[1000];
        for (var i = 1; i <= 200_000; i++) cells[UnitHash.Bucket("variant", "exp:x:1", i.ToString()) / 1000]++;

        cells.Sum(count => Math.Pow(count - 200, 2) / 200).Should()
            .BeInRange(840, 1173, "chi-square, 999 df, p in 1e-4..");
    }

    [Fact]
    public void Bucket_of_one_experiment_says_nothing_about_another()
    {
        const int n = 100_000;
        var both = 0;
        for (var i = 0; i < n; i++)
        {
            var unit = i.ToString();
            var first = UnitHash.Bucket("variant", "exp:exp1:1", unit) < 500_000;
            if (first == (UnitHash.Bucket("variant", "exp:exp2:1", unit) < 500_000)) both++;
        }

        ((both - (n / 2)) / Math.Sqrt(n / 4.0)).Should().BeInRange(-4.5, 4.5);
    }

    [Fact]
    public void Compute_allocates_nothing()
    {
        UnitHash.Compute("variant", "exp:x:1", "learner-1");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) UnitHash.Compute("variant", "exp:x:1", "learner-1");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }
}
