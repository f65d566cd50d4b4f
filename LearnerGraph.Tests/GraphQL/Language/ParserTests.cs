using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.Tests.GraphQL.Language;

public class ParserTests
{
    [Theory]
    [InlineData("{", "Syntax Error: Expected Name, found <EOF>.", 1, 2)]
    [InlineData("", "Syntax Error: Unexpected <EOF>.", 1, 1)]
    [InlineData("{ }", "Syntax Error: Expected Name, found \"}\".", 1, 3)]
    [InlineData("{ a() }", "Syntax Error: Expected Name, found \")\".", 1, 5)]
    [InlineData("query Q() { a }", "Syntax Error: Expected \"$\", found \")\".", 1, 9)]
    [InlineData("notAnOperation Foo { field }", "Syntax Error: Unexpected Name \"notAnOperation\".", 1, 1)]
    [InlineData("... { a }", "Syntax Error: Unexpected \"...\".", 1, 1)]
    [InlineData("fragment on on on { on }", "Syntax Error: Unexpected Name \"on\".", 1, 10)]
    [InlineData("{ ...on }", "Syntax Error: Expected Name, found \"}\".", 1, 9)]
    [InlineData("{ ...A } fragment A Type", "Syntax Error: Expected \"on\", found Name \"Type\".", 1, 21)]
    [InlineData("{ a(b: {c: $d, e} }", "Syntax Error: Expected \":\", found \"}\".", 1, 17)]
    [InlineData("query ($x: Int = $y) { a }", "Syntax Error: Unexpected variable \"$y\" in constant value.", 1, 18)]
    [InlineData(
        "query ($x: Int @a(b: $c)) { a }",
        "Syntax Error: Unexpected variable \"$c\" in constant value.",
        1,
        22)]
    [InlineData(
        "enum E { true }",
        "Syntax Error: Name \"true\" is reserved and cannot be used for an enum value.",
        1,
        10)]
    [InlineData("directive @a on NOWHERE", "Syntax Error: Unexpected Name \"NOWHERE\".", 1, 17)]
    [InlineData("extend type A", "Syntax Error: Unexpected <EOF>.", 1, 14)]
    [InlineData("extend directive @a on FIELD", "Syntax Error: Unexpected Name \"directive\".", 1, 8)]
    [InlineData(
        "\"about\" { a }",
        "Syntax Error: Unexpected description, descriptions are not supported on shorthand queries.",
        1,
        1)]
    [InlineData(
        "\"about\" extend type A { b: Int }",
        "Syntax Error: Unexpected description, only GraphQL definitions support descriptions.",
        1,
        1)]
    public void Parse_refuses_with_the_place(string text, string message, int line, int column)
    {
        var parse = () => Parser.Parse(text);

        var error = parse.Should().Throw<GraphQLSyntaxException>().Which;

        error.Message.Should().Be(message);
        error.Location.Should().Be(new SourceLocation(line, column));
        error.Code.Should().Be(ErrorCodes.ParseFailed);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("mutation")]
    [InlineData("subscription")]
    [InlineData("fragment")]
    [InlineData("on")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("extend")]
    [InlineData("type")]
    public void Keywords_can_name_fields_aliases_arguments_variables_and_operations(string keyword)
    {
        var text = $"query {keyword}(${keyword}: Int) {{ {keyword}: {keyword}({keyword}: ${keyword}) @{keyword} }}";

        var operation = Parser.Parse(text).FindOperation(keyword);

        operation!.Variables[0].Variable.Name.Should().Be(keyword);
        operation.SelectionSet.Selections[0].Should().BeOfType<FieldNode>().Which.ResponseName.Should().Be(keyword);
    }

    [Fact]
    public void Parse_keeps_descriptions_of_operations_fragments_and_variables()
    {
        var document = Parser.Parse(
            """
            "An operation" query Q("A variable" $v: Int = 1) { ...F }
            "A fragment" fragment F on T { a(b: $v) }
            """);

        var operation = document.FindOperation("Q")!;
        operation.Description!.Value.Should().Be("An operation");
        operation.Variables[0].Description!.Value.Should().Be("A variable");
        document.FindFragment("F")!.Description!.Value.Should().Be("A fragment");
    }

    [Fact]
    public void Offsets_are_those_of_the_source()
    {
        const string Text = "query Q { alias: field(arg: [1, $v]) @skip(if: true) { ...F } }";
        var field = (FieldNode)Parser.Parse(Text).FindOperation(null)!.SelectionSet.Selections[0];

        string Slice(SyntaxNode node) => Text[node.Start..node.End];

        Slice(field).Should().Be("alias: field(arg: [1, $v]) @skip(if: true) { ...F }");
        Slice(field.Arguments[0]).Should().Be("arg: [1, $v]");
        Slice(((ListValueNode)field.Arguments[0].Value).Items[1]).Should().Be("$v");
        Slice(field.Directives[0]).Should().Be("@skip(if: true)");
        Slice(field.SelectionSet!.Selections[0]).Should().Be("...F");
        Text[field.Name.Start..].Should().StartWith("field(");
    }

    [Fact]
    public void FindOperation_needs_a_name_where_there_are_several()
    {
        var document = Parser.Parse("query A { a } query B { b }");

        document.FindOperation(null).Should().BeNull();
        document.FindOperation("C").Should().BeNull();
        document.FindOperation("B")!.Name!.Value.Value.Should().Be("B");
    }

    [Fact]
    public void Names_of_the_schema_are_not_made_again()
    {
        var known = new string("aRatherLongFieldName".ToCharArray());
        var options = new ParserOptions { Names = new NameTable([known, "a", "b"]) };

        var field = (FieldNode)Parser.Parse("{ aRatherLongFieldName }", options).FindOperation(null)!.SelectionSet
            .Selections[0];

        field.Name.Value.Should().BeSameAs(known);
    }

    [Theory]
    [InlineData("Int")]
    [InlineData("[Int!]!")]
    [InlineData("[[ID]!]")]
    public void Types_are_parsed_and_printed(string text) => TypeNode.Parse(text).ToString().Should().Be(text);

    [Theory]
    [InlineData("Int!!")]
    [InlineData("[Int")]
    [InlineData("")]
    [InlineData("Int Int")]
    public void Types_that_are_none_are_refused(string text)
    {
        var parse = () => TypeNode.Parse(text);

        parse.Should().Throw<GraphQLSyntaxException>();
    }
}
