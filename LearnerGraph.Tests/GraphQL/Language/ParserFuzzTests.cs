using System.Text;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.Tests.GraphQL.Language;

/// <summary>Seeded damage: the parser answers with a document or a syntax error, and with nothing else.</summary>
public class ParserFuzzTests
{
    private static readonly int Runs =
        Environment.GetEnvironmentVariable("LEARNERGRAPH_FULL") is { Length: > 0 } ? 1_000_000 : 50_000;

    private static readonly string[] Seeds =
    [
        "query Q($a: [Int!]! = [1, -2.5e3] @d) @e { f: g(h: {i: \"j\\u{1F600}\", k: $a}) @skip(if: false) { ...L } }",
        "fragment L on T @m { ... on U { a } ... @include(if: $b) { __typename } ...M }",
        "\"\"\"\n  Block\n    string \\\"\"\"\n\"\"\" type A implements B & C @d { \"x\" e(f: Int = 1 @g): [H!]! @i }",
        "extend schema @a { query: Q } union U = | A | B enum E { F @g H } input I { j: K = {l: null} }",
        "directive @a(b: C = D) repeatable on FIELD | ENUM_VALUE scalar S @specifiedBy(url: \"u\") # end",
    ];

    private static readonly string[] Pieces =
    [
        "{", "}", "(", ")", "[", "]", "...", "..", ":", "=", "@", "|", "&", "!", "$", "\"", "\"\"\"", "\\", "\\u", "#",
        "\n", "\r", "\0", "\uFEFF", "on", "null", "true", "query", "extend", "type", "0", "-", "1.", "1e", "é", "🚀",
    ];

    [Fact]
    public void Parse_of_damaged_text_throws_nothing_but_syntax_errors()
    {
        var random = new Random(20260);
        var parsed = 0;
        for (var run = 0; run < Runs; run++)
        {
            var text = new StringBuilder(Seeds[random.Next(Seeds.Length)]);
            for (var k = random.Next(4); k >= 0; k--)
            {
                Damage(text, random);
            }

            parsed += Parses(new SourceText(Encoding.UTF8.GetBytes(text.ToString()))) ? 1 : 0;
        }

        parsed.Should().BeInRange(Runs / 20, Runs);
    }

    [Fact]
    public void Parse_of_random_bytes_throws_nothing_but_syntax_errors()
    {
        var random = new Random(7);
        for (var run = 0; run < Runs / 5; run++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            if (random.Next(2) == 0)
            {
                for (var i = 0; i < bytes.Length; i++)
                {
                    bytes[i] &= 0x7F;
                }
            }

            Parses(new SourceText(bytes));
        }
    }

    private static void Damage(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length + 1);
        switch (random.Next(4))
        {
            case 0:
                text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                break;
            case 1:
                text.Remove(at, Math.Min(text.Length - at, random.Next(1, 6)));
                break;
            case 2:
                text.Length = at;
                break;
            default:
                text.Insert(at, text.ToString(at, Math.Min(text.Length - at, random.Next(12))));
                break;
        }
    }

    private static bool Parses(SourceText source)
    {
        try
        {
            var document = Parser.Parse(source);
            Parser.Parse(document.ToString());
            return true;
        }
        catch (GraphQLSyntaxException error)
        {
            error.Location.Line.Should().BePositive();
            error.Location.Column.Should().BePositive();
            return false;
        }
    }
}
