using LearnerGraph.Infrastructure.Embeddings;

namespace LearnerGraph.Tests.Infrastructure.Embeddings;

public sealed class LsaSpacesTests
{
    private static readonly string[] Body = ["adding fractions", "subtracting fractions", "verbs and nouns"];

    [Fact]
    public async Task For_fits_once_and_anew_after_an_edit()
    {
        var spaces = new LsaSpaces();

        var one = await spaces.ForAsync(Body, default);
        (await spaces.ForAsync([.. Body], default)).Should().BeSameAs(one);
        var edited = await spaces.ForAsync([.. Body, "more"], default);

        edited.Space.Should().NotBe(one.Space);
        (await spaces.ForAsync(["ab", "c"], default)).Space.Should()
            .NotBe((await spaces.ForAsync(["a", "bc"], default)).Space);
    }

    [Fact]
    public async Task Embed_gives_vectors_of_the_space_and_refuses_an_empty_text()
    {
        var embedder = await new LsaSpaces().ForAsync(Body, default);

        (await embedder.EmbedAsync(["fractions", "nouns"], default)).TryGet(out var two, out _).Should().BeTrue();
        two!.Should().OnlyContain(one => one.Space == embedder.Space).And.HaveCount(2);
        (await embedder.EmbedAsync(["x", " "], default)).TryGet(out _, out var problem).Should().BeFalse();
        problem!.Path.Should().Equal("1");
    }
}
