using LearnerGraph.Domain.Experiments.Analysis;

namespace LearnerGraph.Tests.Domain.Experiments;

public sealed class PowerTests
{
    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-9)]
    [InlineData(0.05)]
    [InlineData(50)]
    [InlineData(1e6)]
    [InlineData(1e300)]
    public void SampleSizeT_answers_any_effect_with_a_size_or_a_named_status(double delta)
    {
        foreach (var sd in new[] { 1e-300, 1e-3, 1, 1e9, 1e300 })
        {
            var size = Power.SampleSizeT(delta, sd, 0.05, 0.8);

            if (size.Status is AnalysisStatus.Ok) size.Ceiling.Should().BeGreaterThanOrEqualTo(2);
            else size.Status.Should().BeOneOf(AnalysisStatus.Unbounded, AnalysisStatus.InvalidArgument);
        }
    }

    [Fact]
    public void SampleSizeT_agrees_with_the_published_table_of_two_equal_arms()
    {
        // Cohen 1988, table 2.4.1: two-sided 5 %, power 80 %.
        Power.SampleSizeT(0.2, 1, 0.05, 0.8).Ceiling.Should().Be(394);
        Power.SampleSizeT(0.5, 1, 0.05, 0.8).Ceiling.Should().Be(64);
        Power.SampleSizeT(0.8, 1, 0.05, 0.8).Ceiling.Should().Be(26);
    }
}
