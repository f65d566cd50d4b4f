using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.Tests.GraphQL.TypeSystem;

public class SchemaReaderTests
{
    private const string Sdl =
        """
        "What it is for."
        schema { query: Root }

        scalar Url @specifiedBy(url: "https://example.org/url")
        interface Node { id: ID! }
        interface Named implements Node { id: ID! name(short: Boolean = false): String! }
        "A person."
        type Person implements Node & Named {
          id: ID! name(short: Boolean = false, to: Int): String! age: Int @deprecated
        }
        type Place implements Node { id: ID! site: Url }
        union Thing = Person | Place
        enum Size { SMALL LARGE @deprecated(reason: "Too large.") }
        input Range { min: Int! = 0 max: Int! }
        input By @oneOf { id: ID name: String }
        type Root { things(first: Int = 3, in: Range = {max: 9}, by: By): [Thing!]! nodes: [Node] size: Size }
        extend type Place { mayor: Person }
        directive @mark(id: ID!) repeatable on FIELD | ENUM_VALUE
        """;

    [Fact]
    public void Read_builds_all_kinds_of_types()
    {
        var schema = SchemaReader.Read(Sdl);

        schema.Description.Should().Be("What it is for.");
        schema.Query!.Name.Should().Be("Root");
        schema.Mutation.Should().BeNull();
        ((ScalarType)schema.FindType("Url")!).SpecifiedByUrl.Should().Be("https://example.org/url");
        ((InputObjectType)schema.FindType("By")!).IsOneOf.Should().BeTrue();
        ((EnumType)schema.FindType("Size")!).Values.Find("LARGE")!.DeprecationReason.Should().Be("Too large.");
        var person = (ObjectType)schema.FindType("Person")!;
        var place = (ObjectType)schema.FindType("Place")!;
        person.Fields.Find("age")!.DeprecationReason.Should().Be("No longer supported");
        place.Fields.Select(field => field.Name).Should().Equal("id", "site", "mayor");
        schema.FindDirective("mark")!.IsRepeatable.Should().BeTrue();
    }

    [Fact]
    public void Read_knows_which_types_are_possible()
    {
        var schema = SchemaReader.Read(Sdl);
        var person = (ObjectType)schema.FindType("Person")!;
        var place = (ObjectType)schema.FindType("Place")!;
        var named = (InterfaceType)schema.FindType("Named")!;
        var node = (InterfaceType)schema.FindType("Node")!;
        var thing = (UnionType)schema.FindType("Thing")!;

        node.PossibleTypes.Should().Equal(person, place);
        named.PossibleTypes.Should().Equal(person);
        thing.IsPossible(place).Should().BeTrue();
        named.IsPossible(place).Should().BeFalse();
        Schema.IsPossible(node, named).Should().BeTrue();
        Schema.Overlap(named, thing).Should().BeTrue();
        Schema.Overlap(named, place).Should().BeFalse();
    }

    [Fact]
    public void Equal_types_are_one_object()
    {
        var schema = SchemaReader.Read(Sdl);
        var node = (InterfaceType)schema.FindType("Node")!;

        var id = node.Fields.Find("id")!.Type;

        schema.Resolve(TypeNode.Parse("ID!")).Should().BeSameAs(id);
        schema.Resolve(TypeNode.Parse("[ID!]!")).Should().BeSameAs(id.AsList().AsNonNull());
        schema.Resolve(TypeNode.Parse("[Nothing]")).Should().BeNull();
        id.AsNonNull().Should().BeSameAs(id);
    }

    [Fact]
    public void Fields_know_their_place()
    {
        var things = SchemaReader.Read(Sdl).Query!.Fields.Find("things")!;

        things.Coordinate.Should().Be("Root.things");
        things.Ordinal.Should().Be(0);
        things.Type.ToString().Should().Be("[Thing!]!");
        things.Arguments.Select(argument => argument.Ordinal).Should().Equal(0, 1, 2);
        things.Arguments.Find("in")!.IsRequired.Should().BeFalse();
    }

    [Fact]
    public void FindField_gives_meta_fields_where_they_are()
    {
        var schema = SchemaReader.Read(Sdl);
        var thing = schema.FindType("Thing")!;

        schema.FindField(thing, "__typename").Should().BeSameAs(schema.TypenameField);
        schema.FindField(schema.Query!, "__schema").Should().BeSameAs(schema.SchemaField);
        schema.FindField(thing, "__schema").Should().BeNull();
        schema.FindField(schema.FindType("Size")!, "__typename").Should().BeNull();
    }

    [Theory]
    [InlineData("type Query { a: Missing }", "Unknown type \"Missing\".")]
    [InlineData("type Query implements A { a: Int } type A { a: Int }",
        "Type Query can only implement Interface types, it cannot implement A.")]
    [InlineData(
        "type Query { a: Int } union U = E enum E { X }",
        "Type U can only include Object types, it cannot include E.")]
    [InlineData("scalar Query", "Query root type must be Object type, it cannot be Query.")]
    [InlineData("type Query { a: Int } type Query { b: Int }", "There can be only one type named \"Query\".")]
    public void Read_refuses_what_leads_nowhere(string sdl, string message)
    {
        var read = () => SchemaReader.Read(sdl);

        read.Should().Throw<SchemaException>().Which.Errors.Should().Contain(error => error.Message == message);
    }

    [Fact]
    public void Built_schemas_take_nothing_more()
    {
        var schema = SchemaReader.Read(Sdl);

        var add = () => schema.Query!.Fields.Add(new FieldDefinition("late", TypeNode.Parse("Int")));

        add.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Only_scalars_that_are_used_are_in_the_schema()
    {
        var schema = SchemaReader.Read("type Query { a: Int }");

        schema.Types.Where(type => type is ScalarType).Select(type => type.Name)
            .Should().BeEquivalentTo("Int", "String", "Boolean");
    }
}
