using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.Tests.GraphQL.TypeSystem;

public class SchemaWriterTests
{
    [Fact]
    public void Write_sorts_types_and_fields_but_not_arguments_and_enum_values()
    {
        var schema = SchemaReader.Read(
            """
            type Query { b(z: Int, a: Int = 1): B a: A @deprecated(reason: "Use b.") }
            enum B { Z A @deprecated }
            "One.\nTwo." type A implements N & M { b: Int n: Int m: Int }
            interface N { n: Int } interface M { m: Int }
            scalar S @specifiedBy(url: "u")
            input I @oneOf { y: Int x: Int }
            union U = Query | A
            directive @d on FIELD
            """);

        SchemaWriter.Write(schema).Should().Be(
            """"
            directive @d on FIELD

            """
            One.
            Two.
            """
            type A implements M & N {
              b: Int
              m: Int
              n: Int
            }

            enum B {
              Z
              A @deprecated
            }

            input I @oneOf {
              x: Int
              y: Int
            }

            interface M {
              m: Int
            }

            interface N {
              n: Int
            }

            type Query {
              a: A @deprecated(reason: "Use b.")
              b(z: Int, a: Int = 1): B
            }

            scalar S @specifiedBy(url: "u")

            union U = A | Query

            """");
    }

    [Fact]
    public void Write_names_roots_that_have_no_usual_name()
    {
        var schema = SchemaReader.Read("schema { query: Q mutation: M } type Q { a: Int } type M { a: Int }");

        SchemaWriter.Write(schema).Should().StartWith("schema {\n  query: Q\n  mutation: M\n}\n");
    }

    [Fact]
    public void Write_of_what_was_written_is_the_same()
    {
        var sdl = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", "contract", "contract.graphql"));

        var once = SchemaWriter.Write(SchemaReader.Read(sdl));

        SchemaWriter.Write(SchemaReader.Read(once)).Should().Be(once);
    }

    [Fact]
    public void Write_defines_the_cost_directives_where_they_are_used()
    {
        var schema = SchemaReader.Read(
            "type Query { a(first: Int): [Query] @listSize(slicingArguments: [\"first\"]) }");

        var sdl = SchemaWriter.Write(schema);

        sdl.Should().Contain("directive @listSize(").And.NotContain("directive @cost");
        sdl.Should().Contain("a(first: Int): [Query] @listSize(slicingArguments: [\"first\"])");
    }
}
