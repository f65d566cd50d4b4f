using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;
using LearnerGraph.GraphQL.Validation;

namespace LearnerGraph.Tests.GraphQL.TypeSystem;

public class SchemaBuilderTests
{
    [Fact]
    public void Build_binds_types_that_code_has_made_in_any_order()
    {
        var query = new ObjectType("Query");
        query.Fields.Add(new FieldDefinition("levels", TypeNode.Parse("[Level!]!")));
        var level = new EnumType("Level");
        level.Values.Add(new EnumValueDefinition("LOW", DayOfWeek.Monday));
        level.Values.Add(new EnumValueDefinition("HIGH", DayOfWeek.Friday));

        var schema = new SchemaBuilder().Add(query).Add(level).Build();

        schema.Query.Should().BeSameAs(query);
        query.Fields.Find("levels")!.Type.Named.Should().BeSameAs(level);
        level.FindByValue(DayOfWeek.Friday)!.Name.Should().Be("HIGH");
        level.FindByValue("LOW")!.Value.Should().Be(DayOfWeek.Monday);
        level.FindByValue(DayOfWeek.Sunday).Should().BeNull();
    }

    [Fact]
    public void Build_tells_all_names_that_lead_nowhere_once()
    {
        var query = new ObjectType("Query");
        query.Fields.Add(new FieldDefinition("a", TypeNode.Parse("[Missing]")));
        query.Fields.Add(new FieldDefinition("b", TypeNode.Parse("Missing!")));
        query.Fields.Add(new FieldDefinition("c", TypeNode.Parse("Other")));

        var build = () => new SchemaBuilder().Add(query).Build();

        build.Should().Throw<SchemaException>().Which.Errors.Select(error => error.Message)
            .Should().Equal("Unknown type \"Missing\".", "Unknown type \"Other\".");
    }

    [Fact]
    public void Types_of_one_name_are_refused_at_once()
    {
        var builder = new SchemaBuilder().Add(new ObjectType("A"));

        var add = () => builder.Add(new EnumType("A"));

        add.Should().Throw<SchemaException>().WithMessage("'A' is defined twice.");
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 0)]
    public void Incremental_directives_are_accepted_where_they_are_wanted(bool isWanted, int errors)
    {
        var builder = new SchemaBuilder { AcceptsIncrementalDirectives = isWanted };
        SchemaReader.AddTo(builder, "type Query { a: [Int] }");
        var document = Parser.Parse("{ ... @defer(label: \"x\") { a @stream(initialCount: 1, if: true) } }");

        DocumentValidator.Validate(builder.Build(), document).Should().HaveCount(errors);
    }

    [Fact]
    public void Names_of_the_schema_are_known_to_the_parser()
    {
        var schema = SchemaReader.Read(
            "type Query { someField(someArgument: SomeEnum): Int } enum SomeEnum { SOME_VALUE }");
        var options = new ParserOptions { Names = schema.Names };

        var document = Parser.Parse("{ someField(someArgument: SOME_VALUE) }", options);

        var field = (FieldNode)document.FindOperation(null)!.SelectionSet.Selections[0];
        field.Name.Value.Should().BeSameAs(schema.Query!.Fields[0].Name);
        field.Arguments[0].Name.Value.Should().BeSameAs(schema.Query.Fields[0].Arguments[0].Name);
    }
}
