using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Tests.Domain.Kernel;

public sealed class NameBasedIdTests
{
    // The first from RFC 9562, appendix A.4; the others from Python's uuid.uuid5 with the namespace of DNS names.
    [Theory]
    [InlineData("www.example.com", "2ed6657d-e927-568b-95e1-2665a8aea6a2")]
    [InlineData("python.org", "886313e1-3b8a-5372-9b90-0c9aee199e5d")]
    [InlineData("", "4ebd0208-8328-5d69-8c44-ec50939c0967")]
    public void For_agrees_with_the_published_values(string name, string expected) =>
        NameBasedId.For(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), name).Should().Be(new Guid(expected));

    [Fact]
    public void For_takes_long_names_and_tells_them_apart() =>
        NameBasedId.For(new string('ü', 1_000)).Should().NotBe(NameBasedId.For(new string('ü', 999) + "u"));
}
