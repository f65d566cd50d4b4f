using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Tests.Domain.Pipelines;

public sealed class AssetGraphTests
{
    private static readonly AssetDefinition[] Chain =
        [Asset("c", "late", "b"), Asset("b", "early", "a"), Asset("a", "early"), Asset("d", "late", "a")];

    [Fact]
    public void Build_orders_every_asset_after_its_inputs() =>
        Built(Chain).Assets.Select(asset => asset.Name).Should().Equal("a", "b", "c", "d");

    [Fact]
    public void Build_refuses_a_circle_and_writes_it_out() =>
        ProblemOf(Asset("a", "g", "c"), Asset("b", "g", "a"), Asset("c", "g", "b"), Asset("x", "g", "a"))
            .Should().Be("Assets read each other in a circle: a reads c reads b reads a.");

    [Fact]
    public void Build_refuses_an_input_that_nobody_produces_and_a_name_taken_twice()
    {
        ProblemOf(Asset("a", "g", "ghost")).Should().Contain("reads ghost, which nobody produces");
        ProblemOf(Asset("a", "g"), Asset("a", "h")).Should().Contain("two assets with the name a");
    }

    [Theory]
    [InlineData("b", "b")]
    [InlineData("+b", "a,b")]
    [InlineData("b+", "b,c")]
    [InlineData("+c+", "a,b,c")]
    [InlineData("group:late", "c,d")]
    [InlineData("*", "a,b,c,d")]
    public void Read_selects_by_name_and_by_what_lies_around(string expression, string expected) =>
        Selected(Chain, expression).Should().Equal(expected.Split(','));

    [Fact]
    public void Read_unites_expressions_stays_within_the_pipeline_and_refuses_unknown_names()
    {
        var graph = Built(Chain);
        var early = graph.Assets.Where(asset => asset.Group == "early").ToArray();

        Selected(Chain, "d", "b").Should().Equal("b", "d");
        AssetSelection.Read(graph, ["a+"], early).TryGet(out var within, out _).Should().BeTrue();
        within!.Select(asset => asset.Name).Should().Equal("a", "b");
        foreach (var wrong in new[] { "c", "", "+", "group:late", "group:" })
        {
            AssetSelection.Read(graph, [wrong], early).TryGet(out _, out var problem).Should().BeFalse();
            problem.Should().BeOfType<Problem.Invalid>().Which.Path.Should().Equal("assets");
        }
    }

    internal static AssetDefinition Asset(string name, string group, params string[] inputs) =>
        new(name, group, "ML", 1, "For the test.", inputs);

    internal static AssetGraph Built(params AssetDefinition[] assets) =>
        AssetGraph.Build(assets).TryGet(out var graph, out var problem)
            ? graph
            : throw new InvalidOperationException(problem.Message);

    private static string ProblemOf(params AssetDefinition[] assets) =>
        AssetGraph.Build(assets).TryGet(out _, out var problem) ? "" : problem.Message;

    private static IEnumerable<string> Selected(AssetDefinition[] assets, params string[] expressions) =>
        AssetSelection.Read(Built(assets), expressions, assets).TryGet(out var chosen, out var problem)
            ? chosen.Select(asset => asset.Name)
            : [problem.Message];
}
