using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.Tests.GraphQL.Language;

public class SyntaxPrinterTests
{
    [Fact]
    public void Print_lays_operations_out()
    {
        var document = Parser.Parse(
            "query Q($a:Int=1@d,$b:[ID!]!)@c{x:y(a:$a,b:{c:[1,2.5,\"s\",E,true,null]})@skip(if:true){...F "
            + "...on T{z}...{w}}}fragment F on T@d{a}{b}mutation($c:Int){d(c:$c)}");

        document.ToString().Should().Be(
            """
            query Q($a: Int = 1 @d, $b: [ID!]!) @c {
              x: y(a: $a, b: {c: [1, 2.5, "s", E, true, null]}) @skip(if: true) {
                ...F
                ... on T {
                  z
                }
                ... {
                  w
                }
              }
            }

            fragment F on T @d {
              a
            }

            {
              b
            }

            mutation ($c: Int) {
              d(c: $c)
            }
            """);
    }

    [Fact]
    public void Print_lays_type_definitions_out()
    {
        var document = Parser.Parse(
            "\"about\" schema@a{query:Q}extend type A implements B&C@d{\"f\" f(a:Int=1@x,"
            + "\"b\" b:String):[C!]@deprecated}interface I union U@a=|A|B enum E{\"x\" X@a Y}"
            + "input N{a:Int=1}directive@r(a:Int)repeatable on|FIELD|"
            + "ENUM");

        document.ToString().Should().Be(
            """
            "about"
            schema @a {
              query: Q
            }

            extend type A implements B & C @d {
              "f"
              f(
                a: Int = 1 @x
                "b"
                b: String
              ): [C!] @deprecated
            }

            interface I

            union U @a = A | B

            enum E {
              "x"
              X @a
              Y
            }

            input N {
              a: Int = 1
            }

            directive @r(a: Int) repeatable on FIELD | ENUM
            """);
    }

    [Fact]
    public void Print_of_random_documents_reads_back_the_same()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var document = new RandomSyntax(seed).Document();

            var text = document.ToString();

            SyntaxTrees.Describe(Parser.Parse(text, ParserOptions.Trusted)).Should()
                .Be(SyntaxTrees.Describe(document), $"seed {seed} printed{Environment.NewLine}{text}");
        }
    }
}
