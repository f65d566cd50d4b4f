using System.Text;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.Tests.GraphQL.Language;

public class LexerTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("42")]
    [InlineData("-9007199254740993")]
    public void Numbers_without_fraction_or_exponent_are_ints(string text) =>
        ValueNode.Parse(text).Should().BeOfType<IntValueNode>().Which.Text.Should().Be(text);

    [Theory]
    [InlineData("0.0")]
    [InlineData("-1.5")]
    [InlineData("1e3")]
    [InlineData("1E-3")]
    [InlineData("6.02e+23")]
    public void Numbers_with_fraction_or_exponent_are_floats(string text) =>
        ValueNode.Parse(text).Should().BeOfType<FloatValueNode>().Which.Text.Should().Be(text);

    [Theory]
    [InlineData("00", 2, "Invalid number, unexpected digit after 0: \"0\".")]
    [InlineData("01", 2, "Invalid number, unexpected digit after 0: \"1\".")]
    [InlineData("1a", 2, "Invalid number, expected digit but got: \"a\".")]
    [InlineData("0xF", 2, "Invalid number, expected digit but got: \"x\".")]
    [InlineData("1.", 3, "Invalid number, expected digit but got: <EOF>.")]
    [InlineData("1.e1", 3, "Invalid number, expected digit but got: \"e\".")]
    [InlineData("1.2.3", 4, "Invalid number, expected digit but got: \".\".")]
    [InlineData("-", 2, "Invalid number, expected digit but got: <EOF>.")]
    [InlineData("1e", 3, "Invalid number, expected digit but got: <EOF>.")]
    [InlineData("+1", 1, "Unexpected character: \"+\".")]
    [InlineData(".5", 1, "Unexpected character: \".\".")]
    [InlineData("..", 1, "Unexpected character: \".\".")]
    public void Numbers_that_are_none_are_refused_where_they_go_wrong(string text, int column, string message) =>
        Refusal(text).Should().Be((1, column, "Syntax Error: " + message));

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"simple\"", "simple")]
    [InlineData("\" white \"", " white ")]
    [InlineData("\"quote \\\"\"", "quote \"")]
    [InlineData("\"\\n\\r\\b\\t\\f\\/\\\\\"", "\n\r\b\t\f/\\")]
    [InlineData("\"\\u1234\\u5678\"", "\u1234\u5678")]
    [InlineData("\"\\u{1F600}\"", "\U0001F600")]
    [InlineData("\"\\uD83D\\uDE00\"", "\U0001F600")]
    [InlineData("\"\\u{00000000}\"", "\0")]
    [InlineData("\"\\u{10FFFF}\"", "\U0010FFFF")]
    [InlineData("\"漢字 🚀\"", "漢字 🚀")]
    public void Strings_give_their_value(string text, string value) =>
        ValueNode.Parse(text).Should().BeOfType<StringValueNode>().Which.Value.Should().Be(value);

    [Theory]
    [InlineData("\"", 2, "Unterminated string.")]
    [InlineData("\"multi\nline\"", 7, "Unterminated string.")]
    [InlineData("\"multi\rline\"", 7, "Unterminated string.")]
    [InlineData("\"bad \\z esc\"", 6, "Invalid character escape sequence: \"\\z\".")]
    [InlineData("\"bad \\u1 esc\"", 6, "Invalid Unicode escape sequence: \"\\u1 es\".")]
    [InlineData("\"bad \\uDEAD esc\"", 6, "Invalid Unicode escape sequence: \"\\uDEAD\".")]
    [InlineData("\"bad \\uD83D\\uD83D esc\"", 6, "Invalid Unicode escape sequence: \"\\uD83D\".")]
    [InlineData("\"bad \\u{} esc\"", 6, "Invalid Unicode escape sequence: \"\\u{}\".")]
    [InlineData("\"bad \\u{110000} esc\"", 6, "Invalid Unicode escape sequence: \"\\u{110000}\".")]
    [InlineData("\"bad \\u{D800} esc\"", 6, "Invalid Unicode escape sequence: \"\\u{D800}\".")]
    [InlineData("'x'", 1, "Unexpected single quote character ('), did you mean to use a double quote (\")?")]
    public void Strings_that_are_none_are_refused_where_they_go_wrong(string text, int column, string message) =>
        Refusal(text).Should().Be((1, column, "Syntax Error: " + message));

    [Theory]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\"simple\"\"\"", "simple")]
    [InlineData("\"\"\" white space \"\"\"", " white space ")]
    [InlineData("\"\"\"contains \" quote\"\"\"", "contains \" quote")]
    [InlineData("\"\"\"contains \\\"\"\" triple\"\"\"", "contains \"\"\" triple")]
    [InlineData("\"\"\"unescaped \\n\\u1234\"\"\"", "unescaped \\n\\u1234")]
    [InlineData("\"\"\"multi\r\nline\rend\"\"\"", "multi\nline\nend")]
    [InlineData("\"\"\"\n    spans\n      multiple\n        lines\n    \"\"\"", "spans\n  multiple\n    lines")]
    [InlineData("\"\"\"first\n  second\"\"\"", "first\nsecond")]
    [InlineData("\"\"\"\n\n  a\n\n  b\n\n\"\"\"", "a\n\nb")]
    public void Block_strings_lose_their_indent_and_blank_ends(string text, string value)
    {
        var node = ValueNode.Parse(text).Should().BeOfType<StringValueNode>().Subject;

        node.Value.Should().Be(value);
        node.IsBlock.Should().BeTrue();
    }

    [Fact]
    public void Byte_order_marks_commas_and_comments_are_ignored_anywhere()
    {
        var document = Parser.Parse("\uFEFF# \"comment\" {\n{,,, a \uFEFF b # inside\n}# end");

        document.ToString().Should().Be("{\n  a\n  b\n}");
    }

    [Theory]
    [InlineData("{ a }\r\n?", 2, 1)]
    [InlineData("{ a }\r?", 2, 1)]
    [InlineData("{ a }\n\r?", 3, 1)]
    [InlineData("{ a(b: \"🚀\") ?", 1, 14)]
    [InlineData("\"\"\"\n\r\n\r\"\"\" ?", 4, 5)]
    public void Locations_count_lines_and_utf16_columns(string text, int line, int column)
    {
        var (actualLine, actualColumn, _) = Refusal(text, document: true);

        (actualLine, actualColumn).Should().Be((line, column));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("{ a(b: \""), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\") }")];

        var parse = () => Parser.Parse(new SourceText(bytes));

        parse.Should().Throw<GraphQLSyntaxException>().Which.Location.Should().Be(new SourceLocation(1, 9));
    }

    [Fact]
    public void Unpaired_surrogates_are_refused()
    {
        var parse = () => Parser.Parse("{ a(b: \"\uDEAD\") }");

        parse.Should().Throw<GraphQLSyntaxException>();
    }

    private static (int Line, int Column, string Message) Refusal(string text, bool document = false)
    {
        Action parse = document ? () => Parser.Parse(text) : () => ValueNode.Parse(text);
        var error = parse.Should().Throw<GraphQLSyntaxException>().Which;
        return (error.Location.Line, error.Location.Column, error.Message);
    }
}
