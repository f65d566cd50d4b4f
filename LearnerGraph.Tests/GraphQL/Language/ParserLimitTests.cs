using System.Text;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.Tests.GraphQL.Language;

public class ParserLimitTests
{
    private const int Deep = 200_000;

    private static readonly ParserOptions AnyTokens = new() { MaxTokens = int.MaxValue, MaxFields = int.MaxValue };

    public static TheoryData<string> DeepTexts => new()
    {
        Repeat("{a", Deep) + Repeat("}", Deep),
        Repeat("{...", Deep) + "{a" + Repeat("}", Deep + 1),
        "{a(b:" + Repeat("[", Deep) + Repeat("]", Deep) + ")}",
        "{a(b:" + Repeat("{c:", Deep) + "1" + Repeat("}", Deep) + ")}",
        "query($a:" + Repeat("[", Deep) + "Int" + Repeat("]", Deep) + "){a}",
        Repeat("{a", Deep),
        "{a(b:" + Repeat("[", Deep),
    };

    [Theory]
    [MemberData(nameof(DeepTexts))]
    public void Nesting_of_200_000_is_refused_with_a_code_and_the_process_lives(string text)
    {
        var parse = () => Parser.Parse(text, AnyTokens);

        parse.Should().Throw<GraphQLSyntaxException>().Which.Code.Should().Be(ErrorCodes.DepthLimit);
    }

    [Fact]
    public void Nesting_up_to_the_limit_is_parsed()
    {
        var options = new ParserOptions { MaxDepth = 10 };

        var parse = (int depth) => Parser.Parse(Repeat("{a", depth) + Repeat("}", depth), options);

        parse(10).Definitions.Should().ContainSingle();
        FluentActions.Invoking(() => parse(11)).Should().Throw<GraphQLSyntaxException>();
    }

    [Fact]
    public void Each_limit_has_its_code()
    {
        Code("{" + Repeat("a ", 3_000) + "}").Should().Be(ErrorCodes.FieldLimit);
        Code("{" + Repeat("a:b ", 1_500) + "}").Should().Be(ErrorCodes.AliasLimit);
        Code("{a" + Repeat("@a", 50) + "}").Should().Be(ErrorCodes.DirectiveLimit);
        Code("{a(b:[" + Repeat("1 ", 50_000) + "])}").Should().Be(ErrorCodes.TokenLimit);
    }

    [Fact]
    public void Many_directives_are_fine_when_they_stand_apart()
    {
        var text = "{" + Repeat("a@b@c ", 500) + "}";

        Parser.Parse(text).Definitions.Should().ContainSingle();
    }

    private static string Code(string text)
    {
        var parse = () => Parser.Parse(text);
        return parse.Should().Throw<GraphQLSyntaxException>().Which.Code;
    }

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
