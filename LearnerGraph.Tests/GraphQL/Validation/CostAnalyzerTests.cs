using System.Text;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;
using LearnerGraph.GraphQL.Validation;

namespace LearnerGraph.Tests.GraphQL.Validation;

public class CostAnalyzerTests
{
    private static readonly Schema Schema = SchemaReader.Read(
        """
        type Query {
          item: Item
          items(first: Int = 4, last: Int): [Item] @listSize(slicingArguments: ["first", "last"], assumedSize: 50)
          page(first: Int): Page @listSize(
            slicingArguments: ["first"], slicingArgumentDefaultValue: 20, sizedFields: ["edges", "nodes"])
          fixed: [Item] @listSize(assumedSize: 7)
          plain: [Item]
          dear(deep: Boolean @cost(weight: "2.5")): Item @cost(weight: "9")
          any: [Any!] @listSize(assumedSize: 2)
        }
        type Mutation { change: Item }
        type Page { edges: [Edge] nodes: [Item] total: Int }
        type Edge { node: Item }
        type Item { id: ID self: Item related(first: Int): [Item] @listSize(slicingArguments: ["first"]) }
        type Big @cost(weight: "5") { id: ID item: Item }
        union Any = Item | Big
        """);

    private static readonly CostAnalyzer Analyzer = new(Schema, CostOptions.Default);

    [Theory]
    [InlineData("{ __typename }", 0, 1)]
    [InlineData("{ item { id } }", 1, 2)]
    [InlineData("{ item { self { self { id } } } }", 3, 4)]
    [InlineData("{ items(first: 10) { id self { id } } }", 11, 21)]
    [InlineData("{ items { id } }", 1, 5)]
    [InlineData("{ items(first: 3, last: 6) { id } }", 1, 7)]
    [InlineData("{ items(first: -5) { id } }", 1, 1)]
    [InlineData("{ page(first: 5) { total edges { node { id } } } }", 7, 12)]
    [InlineData("{ page { nodes { id } } }", 2, 22)]
    [InlineData("{ fixed { related(first: 3) { id } } }", 8, 29)]
    [InlineData("{ plain { id } }", 1, 2)]
    [InlineData("{ dear(deep: true) { id } }", 11.5, 2)]
    [InlineData("mutation { change { id } }", 10, 2)]
    public void Measure_multiplies_sizes_in(string text, double fieldCost, double typeCost) =>
        Measure(text).Should().Be(new OperationCost(fieldCost, typeCost));

    [Fact]
    public void Measure_takes_sizes_from_variables()
    {
        const string Text = "query ($n: Int) { items(first: $n) { id } }";

        Measure(Text, name => name == "n" ? 12 : null).TypeCost.Should().Be(13);
        Measure(Text).TypeCost.Should().Be(51);
    }

    [Fact]
    public void Measure_counts_the_dearest_of_several_types()
    {
        var cost = Measure(
            "{ any { ... on Item { self { id } related(first: 4) { id } } ... on Big { item { id } } } }");

        cost.Should().Be(new OperationCost(1 + (2 * 2), 1 + (2 * (1 + 5))));
    }

    [Fact]
    public void Measure_counts_a_fragment_once_per_place()
    {
        Measure("{ ...F ...F ...G } fragment F on Query { item { id } } fragment G on Query { ...F }")
            .Should().Be(new OperationCost(1, 2));
    }

    [Fact]
    public void Measure_of_doubling_fragments_is_linear_and_the_answer_is_exact()
    {
        var text = new StringBuilder("{ item { ...F0 } }");
        for (var i = 0; i < 40; i++)
        {
            text.Append($" fragment F{i} on Item {{ x: self {{ ...F{i + 1} }} y: self {{ ...F{i + 1} }} }}");
        }

        text.Append(" fragment F40 on Item { id }");

        Measure(text.ToString()).FieldCost.Should().Be(Math.Pow(2, 41) - 1);
    }

    [Fact]
    public void Check_refuses_with_both_figures()
    {
        var error = Analyzer.Check(Measure("{ items(first: 5000) { id } }"))!;

        error.Code.Should().Be(ErrorCodes.CostLimit);
        error.Message.Should().Be("The operation's type cost is 5001, more than 1000 is not allowed.");
        error.Extensions.Should().Contain("fieldCost", 1.0).And.Contain("typeCost", 5001.0);
        Analyzer.Check(Measure("{ items(first: 500) { id } }")).Should().BeNull();
    }

    private static OperationCost Measure(string text, Func<string, object?>? variable = null)
    {
        var document = Parser.Parse(text);
        return Analyzer.Measure(document, document.FindOperation(null)!, variable);
    }
}
