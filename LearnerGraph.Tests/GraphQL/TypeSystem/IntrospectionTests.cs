using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.Tests.GraphQL.TypeSystem;

public class IntrospectionTests
{
    private static readonly Schema Schema = SchemaReader.Read(
        """
        type Query {
          a(old: Int @deprecated, new: In = {x: 1}, list: [Float] = 2.50, id: ID = "7"): Int
          old: Int @deprecated
        }
        input In { y: [String!] = ["z"] x: Int! }
        input One @oneOf { a: Int }
        enum E { A B @deprecated(reason: "Gone.") }
        """);

    [Fact]
    public void Deprecated_members_are_left_out_unless_asked_for()
    {
        var field = Schema.Query!.Fields.Find("a")!;

        Names(Resolve("__Type", "fields", Schema.Query, false)).Should().Equal("a");
        Names(Resolve("__Type", "fields", Schema.Query, true)).Should().Equal("a", "old");
        Names(Resolve("__Field", "args", field, false)).Should().Equal("new", "list", "id");
        Names(Resolve("__Field", "args", field, [null])).Should().Equal("new", "list", "id");
        Names(Resolve("__Type", "enumValues", Schema.FindType("E"), false)).Should().Equal("A");
    }

    [Theory]
    [InlineData("new", "{y: [\"z\"], x: 1}")]
    [InlineData("list", "[2.5]")]
    [InlineData("id", "7")]
    [InlineData("old", null)]
    public void Default_values_are_shown_as_they_are_meant(string argument, string? expected)
    {
        var input = Schema.Query!.Fields.Find("a")!.Arguments.Find(argument);

        Resolve("__InputValue", "defaultValue", input).Should().Be(expected);
    }

    [Fact]
    public void Members_that_a_kind_has_not_are_null()
    {
        Resolve("__Type", "isOneOf", Schema.FindType("One")).Should().Be(true);
        Resolve("__Type", "isOneOf", Schema.FindType("In")).Should().Be(false);
        Resolve("__Type", "isOneOf", Schema.Query).Should().BeNull();
        Resolve("__Type", "fields", Schema.FindType("E"), true).Should().BeNull();
        Resolve("__Type", "name", Schema.FindType("E")!.AsList()).Should().BeNull();
        Resolve("__Type", "ofType", Schema.FindType("E")!.AsNonNull()).Should().BeSameAs(Schema.FindType("E"));
    }

    [Fact]
    public void Roots_answer_from_the_schema_they_are_in()
    {
        var type = (PureResolver)Schema.TypeField.Resolver!;

        type(null, ["E"]).Should().BeSameAs(Schema.FindType("E"));
        type(null, ["Nothing"]).Should().BeNull();
        ((PureResolver)Schema.SchemaField.Resolver!)(null, []).Should().BeSameAs(Schema);
    }

    private static object? Resolve(string type, string field, object? parent, params object?[] arguments)
    {
        var definition = ((ObjectType)Schema.FindType(type)!).Fields.Find(field)!;
        return ((PureResolver)definition.Resolver!)(parent, arguments);
    }

    private static IEnumerable<string> Names(object? list) => ((IEnumerable<INamed>)list!).Select(item => item.Name);
}
