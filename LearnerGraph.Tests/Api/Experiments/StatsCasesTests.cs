using System.Text.Json;
using LearnerGraph.Api.Experiments;

namespace LearnerGraph.Tests.Api.Experiments;

public sealed class StatsCasesTests
{
    private static readonly JsonDocument Reference =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", "cases", "ab.json")));

    public static TheoryData<string> KindNames =>
        [.. Cases().Select(item => item.GetProperty("kind").GetString()!).Distinct()];

    [Theory]
    [MemberData(nameof(KindNames))]
    public void Compute_stays_in_the_tolerance_of_every_case(string kind)
    {
        var misses = Cases().Where(item => item.GetProperty("kind").GetString() == kind)
            .SelectMany(item => StatsCases.Compare(item, StatsCases.Compute(kind, item.GetProperty("inputs")))
                .Select(miss => $"{item.GetProperty("id")} {miss}"));

        misses.Should().BeEmpty();
    }

    [Fact]
    public void Run_writes_every_case_and_a_summary()
    {
        using var input = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Reference", "cases", "ab.json"));
        using var output = new MemoryStream();
        var summary = StatsCases.Run(input, output);

        (summary.Cases, summary.OutOfTolerance).Should().Be((201, 0));
        summary.UnknownKinds.Should().BeEmpty();
        using var written = JsonDocument.Parse(output.ToArray());
        written.RootElement.GetArrayLength().Should().Be(201);
        var first = written.RootElement[0];
        first.EnumerateObject().Select(field => field.Name).Should().Equal("id", "actual");
        first.GetProperty("actual").GetProperty("variance").GetDouble().Should().Be(1);
        first.GetProperty("actual").GetProperty("status").GetString().Should().Be("OK");
    }

    [Fact]
    public void Run_names_unknown_kinds_and_survives_a_case_that_makes_no_sense()
    {
        const string text = """
            {"cases": [{"id": "a", "kind": "tarot", "inputs": {}}, {"id": "b", "kind": "welch_t", "inputs": {}},
              {"id": "c", "kind": "normal_quantile", "inputs": {"p": 0.5}}]}
            """;
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        using var output = new MemoryStream();

        StatsCases.Run(input, output).UnknownKinds.Should().Equal("tarot");

        using var written = JsonDocument.Parse(output.ToArray());
        written.RootElement[0].GetProperty("actual").ValueKind.Should().Be(JsonValueKind.Null);
        written.RootElement[1].GetProperty("actual").GetProperty("status").GetString().Should().Be("INVALID_ARGUMENT");
        written.RootElement.GetArrayLength().Should().Be(3);
    }

    [Theory]
    [InlineData("""{"t": 2.0000001}""")]
    [InlineData("""{"t": null}""")]
    [InlineData("""{"status": "ZERO_VARIANCE"}""")]
    [InlineData("""{"looks": [{"p": 0.1}]}""")]
    public void Compare_tells_what_is_off(string expected)
    {
        using var item = JsonDocument.Parse(
            $"{{\"expected\": {expected}, \"tolerance\": {{\"rel\": 1e-9, \"abs\": 0}}}}");

        StatsCases.Compare(item.RootElement, new() { ["status"] = "OK", ["t"] = 2.0 }).Should().NotBeEmpty();
    }

    private static JsonElement[] Cases() => [.. Reference.RootElement.GetProperty("cases").EnumerateArray()];
}
