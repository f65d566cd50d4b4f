using LearnerGraph.Domain.Intelligence;

namespace LearnerGraph.Tests.Domain.Intelligence;

public sealed class SimilarityTests
{
    private static readonly EmbeddingSpace Space = new("test", "one", 2);

    [Theory]
    [InlineData(1, 2, 2, 4, 1)]
    [InlineData(1, 0, 0, 3, 0)]
    [InlineData(1, 2, -1, -2, -1)]
    [InlineData(0, 0, 1, 2, 0)]
    public void Cosine_is_of_directions_and_0_for_a_zero_vector(float a0, float a1, float b0, float b1, double expected)
    {
        Similarity.Cosine([a0, a1], [b0, b1]).Should().BeApproximately(expected, 1e-6);
    }

    [Fact]
    public void Distances_and_sets_agree_with_their_definitions()
    {
        Similarity.Dot([1, 2], [3, 4]).Should().Be(11);
        Similarity.Distance([0, 0], [3, 4]).Should().Be(5);
        Similarity.Closeness([0, 0], [3, 4]).Should().BeApproximately(1.0 / 6, 1e-12);
        Similarity.Closeness([1, 1], [1, 1]).Should().Be(1);
        Similarity.Cosine([], []).Should().Be(0);
        Similarity.Jaccard(new HashSet<int> { 1, 2, 3 }, new HashSet<int> { 2, 3, 4 }).Should().Be(0.5);
        Similarity.Jaccard(new HashSet<int>(), new HashSet<int>()).Should().Be(0);
    }

    [Fact]
    public void Lengths_that_differ_are_refused()
    {
        FluentActions.Invoking(() => Similarity.Cosine([0], [1, 2])).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Similarity.Distance([1], [1, 2])).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Vectors_of_two_spaces_are_never_compared()
    {
        Space.Embed([1, 0]).TryGet(out var one, out _).Should().BeTrue();
        (Space with { Model = "two" }).Embed([1, 0]).TryGet(out var other, out _).Should().BeTrue();

        one!.SimilarityTo(other!).TryGet(out _, out var problem).Should().BeFalse();
        problem!.Code.Should().Be("SPACE_MISMATCH");
        one.SimilarityTo(one).TryGet(out var same, out _).Should().BeTrue();
        same.Should().Be(1);
    }

    [Fact]
    public void Embed_refuses_what_is_not_of_the_space()
    {
        Space.Embed([1, 2, 3]).TryGet(out _, out var problem).Should().BeFalse();
        problem!.Code.Should().Be("DIMENSION_MISMATCH");
        Space.Embed([1, float.NaN]).TryGet(out _, out problem).Should().BeFalse();
        problem!.Code.Should().Be("VECTOR_NOT_FINITE");
    }

    [Theory]
    [InlineData(0.4999, SimilarityBand.NotSimilar)]
    [InlineData(0.5, SimilarityBand.SomewhatSimilar)]
    [InlineData(0.7, SimilarityBand.Similar)]
    [InlineData(0.9, SimilarityBand.VerySimilar)]
    [InlineData(1, SimilarityBand.Identical)]
    [InlineData(double.NaN, SimilarityBand.NotSimilar)]
    public void Bands_begin_at_their_threshold(double similarity, SimilarityBand band)
    {
        SimilarityBands.Default.Of(similarity).Should().Be(band);
    }

    [Fact]
    public void Bands_of_a_space_rise()
    {
        SimilarityBands.Create(0.3, 0.3, 0.8, 1).IsOk.Should().BeFalse();
        SimilarityBands.Create(0.3, 0.4, 0.8, 1).TryGet(out var bands, out _).Should().BeTrue();
        (Space with { Bands = bands! }).Bands.Of(0.35).Should().Be(SimilarityBand.SomewhatSimilar);
    }
}
