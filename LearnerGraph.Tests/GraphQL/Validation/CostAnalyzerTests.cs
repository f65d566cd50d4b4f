using System.Text;
using System.Text.Json;
using LearnerGraph.GraphQL.Coercion;
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
          found(input: Search = { page: { first: 6 } }): [Item] @listSize(
            slicingArguments: ["input.page.first", "input.limit"], assumedSize: 50)
          one(first: Int, last: Int, page: PageInput): [Item] @listSize(
            slicingArguments: ["first", "last", "page.first"], requireOneSlicingArgument: true)
          usual(first: Int = 3, last: Int): [Item] @listSize(
            slicingArguments: ["first", "last"], requireOneSlicingArgument: true)
          asked(filter: Filter, all: [Filter!]): Item
        }
        input Search { page: PageInput limit: Int text: String }
        input PageInput { first: Int = 8 }
        input Filter { text: String @cost(weight: "3") not: Filter or: [Filter!] plain: Plain usual: Int = 1 }
        input Plain { a: Int }
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
    [InlineData("{ found { id } }", 1, 7)]
    [InlineData("{ found(input: { page: { first: 9 } }) { id } }", 1, 10)]
    [InlineData("{ found(input: { page: {} }) { id } }", 1, 9)]
    [InlineData("{ found(input: { page: { first: 9 }, limit: 12 }) { id } }", 1, 13)]
    [InlineData("{ found(input: { page: { first: -9 } }) { id } }", 1, 1)]
    [InlineData("{ found(input: { text: \"x\" }) { id } }", 1, 51)]
    [InlineData("{ found(input: null) { id } }", 1, 51)]
    [InlineData("{ asked(filter: { text: \"x\" }) { id } }", 4, 2)]
    [InlineData("{ asked(filter: { text: null, plain: { a: 1 } }) { id } }", 1, 2)]
    [InlineData("{ asked(filter: { text: \"x\", not: { text: \"y\", or: [{ text: \"z\" }, {}] } }) { id } }", 10, 2)]
    [InlineData("{ asked(all: [{ text: \"x\" }, { not: { text: \"y\" } }]) { id } }", 7, 2)]
    [InlineData("{ asked(all: { text: \"x\" }) { id } }", 4, 2)]
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
    public void Measure_reads_inputs_from_variables_at_every_depth()
    {
        const string Whole = "query ($s: Search, $f: Filter) { found(input: $s) { id } asked(filter: $f) { id } }";
        var search = Coerced("Search", """{ "page": { "first": 4 } }""");
        var filter = Coerced("Filter", """{ "not": { "text": "x" }, "or": [{ "text": "y" }, { "text": null }] }""");

        Measure(Whole, name => name == "s" ? search : filter).Should().Be(new OperationCost(8, 6));
        Measure("query ($n: Int) { found(input: { page: { first: $n } }) { id } }", _ => 5).TypeCost.Should().Be(6);
        Measure("query ($n: Int) { found(input: { page: { first: $n } }) { id } }", _ => InputObjectValue.Absent)
            .TypeCost.Should().Be(9);
        Measure("query ($t: String) { asked(all: [{ text: $t }]) { id } }", _ => "x").FieldCost.Should().Be(4);
        Measure("query ($f: Filter!) { asked(all: [$f, { not: $f }]) { id } }", _ => filter)
            .FieldCost.Should().Be(13);
    }

    [Theory]
    [InlineData("{ one(first: 3) { id } }", false)]
    [InlineData("{ one(page: { first: 3 }) { id } }", false)]
    [InlineData("{ one(first: 3, last: null) { id } }", false)]
    [InlineData("{ usual { id } }", false)]
    [InlineData("{ usual(last: 3) { id } }", false)]
    [InlineData("{ one { id } }", true)]
    [InlineData("{ one(first: null) { id } }", true)]
    [InlineData("{ one(first: 1, last: 1) { id } }", true)]
    [InlineData("{ one(first: 1, page: { first: 1 }) { id } }", true)]
    [InlineData("{ usual(first: 1, last: 1) { id } }", true)]
    public void Measure_refuses_what_does_not_tell_one_size_where_the_schema_demands_it(string text, bool isRefused)
    {
        var refusal = Refuse(text);

        (refusal is not null).Should().Be(isRefused);
        if (isRefused)
        {
            refusal!.Code.Should().Be(ErrorCodes.CostSlicing);
            refusal.Message.Should().StartWith("Field \"").And.Contain("needs exactly one of \"first\", \"last\"");
            refusal.Locations.Should().Equal(new SourceLocation(1, 3));
        }
    }

    [Fact]
    public void Measure_asks_variables_whether_one_size_is_told()
    {
        const string Text = "query ($a: Int, $b: Int) { one(first: $a, last: $b) { id } }";

        Refuse(Text, name => name == "a" ? 3 : InputObjectValue.Absent).Should().BeNull();
        Refuse(Text, _ => 3)!.Code.Should().Be(ErrorCodes.CostSlicing);
        Refuse(Text, _ => InputObjectValue.Absent)!.Code.Should().Be(ErrorCodes.CostSlicing);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("input.nothing")]
    [InlineData("first.page")]
    public void A_slicing_argument_that_is_none_is_a_mistake_of_the_schema(string path)
    {
        var schema = SchemaReader.Read(
            $$"""
            type Query { all(first: Int, input: In): [Int] @listSize(slicingArguments: ["{{path}}"]) }
            input In { first: Int }
            """);

        FluentActions.Invoking(() => new CostAnalyzer(schema, CostOptions.Default)).Should().Throw<SchemaException>()
            .WithMessage($"Field \"Query.all\" has no slicing argument \"{path}\".");
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
        var cost = Analyzer.Measure(document, document.FindOperation(null)!, variable, out var refusal);
        refusal.Should().BeNull();
        return cost;
    }

    private static GraphQLError? Refuse(string text, Func<string, object?>? variable = null)
    {
        var document = Parser.Parse(text);
        Analyzer.Measure(document, document.FindOperation(null)!, variable, out var refusal);
        return refusal;
    }

    private static object? Coerced(string type, string json)
    {
        using var parsed = JsonDocument.Parse(json);
        var problems = new List<string>();
        var value = JsonCoercion.Read(Schema.Resolve(Parser.ParseType(type))!, parsed.RootElement, "", problems);
        problems.Should().BeEmpty();
        return value;
    }
}
