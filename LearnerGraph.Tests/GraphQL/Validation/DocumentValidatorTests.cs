using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;
using LearnerGraph.GraphQL.Validation;

namespace LearnerGraph.Tests.GraphQL.Validation;

/// <summary>Every rule with a document it accepts and one that it alone refuses.</summary>
public class DocumentValidatorTests
{
    private static readonly Schema Schema = SchemaReader.Read(
        """
        interface Node { id: ID! }
        interface Pet implements Node { id: ID! name(short: Boolean): String! }
        type Dog implements Pet & Node {
          id: ID! name(short: Boolean): String! barks: Boolean volume: Int knows(command: Command!): Boolean
        }
        type Cat implements Pet & Node { id: ID! name(short: Boolean): String! meows: Boolean volume: String }
        type Person implements Node { id: ID! name: String pets(first: Int = 3): [Pet!]! }
        union Being = Person | Dog
        enum Command { SIT HEEL }
        input Filter { text: String range: Range and: [Filter!] }
        input Range { min: Int! = 0 max: Int! }
        input By @oneOf { id: ID name: String }
        type Query {
          pet(id: ID!): Pet dog: Dog cat: Cat person: Person being: Being
          find(filter: Filter, by: By, limit: Int! = 5): [Node]
          add(a: Int!, b: [[Int!]!]): Int
        }
        type Mutation { rename(id: ID!): Dog }
        type Subscription { dogs: Dog cats: Cat }
        directive @note(text: String) repeatable on FIELD | QUERY
        directive @once on FIELD | VARIABLE_DEFINITION
        """);

    public static TheoryData<string, string, string> Rules => new()
    {
        { "executable definitions", "{ dog { id } }", "{ dog { id } } type A { b: Int }" },
        {
            "operation names",
            "query A { dog { id } } query B { cat { id } }",
            "query A { dog { id } } mutation A { rename(id: 1) { id } }"
        },
        { "lone anonymous", "{ dog { id } }", "{ dog { id } } query B { cat { id } }" },
        { "single subscription field", "subscription { dogs { id } }", "subscription { dogs { id } cats { id } }" },
        {
            "single subscription through fragments",
            "subscription { ...F } fragment F on Subscription { dogs { id } }",
            "subscription { ...F } fragment F on Subscription { dogs { id } cats { id } }"
        },
        { "no introspection subscription", "subscription { dogs { __typename } }", "subscription { __typename }" },
        {
            "no skipped subscription",
            "subscription { dogs { id @skip(if: true) } }",
            "subscription { dogs @skip(if: true) { id } }"
        },
        { "known types", "query ($a: ID!) { pet(id: $a) { id } }", "{ being { ... on Horse { id } } }" },
        { "composite fragments", "{ being { ... on Dog { id } } }", "{ being { ... on Command { id } } }" },
        {
            "composite fragment definitions",
            "{ being { ...F } } fragment F on Node { id }",
            "{ being { ...F } } fragment F on Filter { id }"
        },
        { "input variables", "query ($a: By) { find(by: $a) { id } }", "query ($a: Dog) { find(by: $a) { id } }" },
        { "leaves without selection", "{ dog { barks } }", "{ dog { barks { x } } }" },
        { "objects with selection", "{ dog { id } }", "{ dog }" },
        { "fields of the type", "{ pet(id: 1) { name } }", "{ pet(id: 1) { barks } }" },
        { "fields of unions", "{ being { __typename } }", "{ being { id } }" },
        { "meta fields of the root only", "{ __schema { description } }", "{ dog { __schema { description } } }" },
        {
            "fragment names",
            "{ ...A ...B } fragment A on Query { dog { id } } fragment B on Query { cat { id } }",
            "{ ...A } fragment A on Query { dog { id } } fragment A on Query { cat { id } }"
        },
        { "known fragments", "{ ...A } fragment A on Query { dog { id } }", "{ ...B }" },
        {
            "used fragments",
            "{ ...A } fragment A on Query { dog { id } }",
            "{ dog { id } } fragment A on Query { dog { id } }"
        },
        {
            "possible inline fragments",
            "{ pet(id: 1) { ... on Being { __typename } } }",
            "{ cat { ... on Dog { id } } }"
        },
        {
            "possible spreads",
            "{ pet(id: 1) { ...F } } fragment F on Being { __typename }",
            "{ cat { ...F } } fragment F on Being { __typename }"
        },
        {
            "no cycles",
            "{ dog { ...A } } fragment A on Dog { ...B } fragment B on Dog { id }",
            "{ dog { ...A } } fragment A on Dog { ...B } fragment B on Dog { ...A }"
        },
        {
            "no cycle of one",
            "{ dog { ...A } } fragment A on Dog { id }",
            "{ dog { ...A } } fragment A on Dog { id ...A }"
        },
        {
            "variable names",
            "query ($a: ID!, $b: Int) { pet(id: $a) { id } add(a: 1, b: [[1]]) person { pets(first: $b) { id } } }",
            "query ($a: ID!, $a: ID!) { pet(id: $a) { id } }"
        },
        {
            "defined variables",
            "query ($a: ID!) { ...F } fragment F on Query { pet(id: $a) { id } }",
            "query { ...F } fragment F on Query { pet(id: $a) { id } }"
        },
        { "used variables", "query ($a: ID!) { pet(id: $a) { id } }", "query ($a: ID!) { dog { id } }" },
        { "known directives", "{ dog @note { id } }", "{ dog @unknown { id } }" },
        { "directive places", "query @note { dog { id @once } }", "query @once { dog { id } }" },
        { "directives once", "{ dog { id @note @note } }", "{ dog { id @once @once } }" },
        { "known arguments", "{ dog { name(short: true) } }", "{ dog { name(long: true) } }" },
        { "known directive arguments", "{ dog @note(text: \"a\") { id } }", "{ dog @note(words: 1) { id } }" },
        { "argument names", "{ add(a: 1, b: 2) }", "{ add(a: 1, a: 1) }" },
        { "directive argument names", "{ dog @skip(if: true) { id } }", "{ dog @skip(if: true, if: true) { id } }" },
        { "enum values", "{ dog { knows(command: SIT) } }", "{ dog { knows(command: RUN) } }" },
        { "enum values are no strings", "{ dog { knows(command: HEEL) } }", "{ dog { knows(command: \"SIT\") } }" },
        { "scalar values", "{ add(a: 1) }", "{ add(a: 1.0) }" },
        { "null values", "{ find(filter: null) { id } }", "{ add(a: null) }" },
        { "list values", "{ add(a: 1, b: [[1], 2]) }", "{ add(a: 1, b: [[null]]) }" },
        { "objects for objects", "{ find(filter: {text: \"a\"}) { id } }", "{ find(filter: \"a\") { id } }" },
        { "known input fields", "{ find(filter: {and: [{}]}) { id } }", "{ find(filter: {or: []}) { id } }" },
        {
            "required input fields",
            "{ find(filter: {range: {max: 1}}) { id } }",
            "{ find(filter: {range: {min: 1}}) { id } }"
        },
        {
            "input field names",
            "{ find(filter: {text: \"a\"}) { id } }",
            "{ find(filter: {text: \"a\", text: \"a\"}) { id } }"
        },
        { "one of one key", "{ find(by: {id: 1}) { id } }", "{ find(by: {id: 1, name: \"a\"}) { id } }" },
        { "one of not null", "{ find(by: {name: \"a\"}) { id } }", "{ find(by: {name: null}) { id } }" },
        {
            "default values",
            "query ($a: Int = 1) { add(a: 1, b: [[1]]) person { pets(first: $a) { id } } }",
            "query ($a: Int = \"1\") { person { pets(first: $a) { id } } }"
        },
        { "required arguments", "{ add(a: 1) }", "{ add(b: []) }" },
        { "required directive arguments", "{ dog @include(if: true) { id } }", "{ dog @include { id } }" },
        { "variable positions", "query ($a: Int = 1) { add(a: $a) }", "query ($a: Int) { add(a: $a) }" },
        {
            "variable positions with a default there",
            "query ($a: Int) { find(limit: $a) { id } }",
            "query ($a: String) { find(limit: $a) { id } }"
        },
        {
            "variable positions in lists",
            "query ($a: Int!) { add(a: 1, b: [[$a]]) }",
            "query ($a: Int) { add(a: 1, b: [[$a]]) }"
        },
        {
            "variable positions in objects",
            "query ($a: Int!) { find(filter: {range: {max: $a}}) { id } }",
            "query ($a: Int) { find(filter: {range: {max: $a}}) { id } }"
        },
        {
            "one of variables",
            "query ($a: ID!) { find(by: {id: $a}) { id } }",
            "query ($a: ID) { find(by: {id: $a}) { id } }"
        },
        { "mergeable names", "{ dog { a: id a: id } }", "{ dog { a: id a: barks } }" },
        {
            "mergeable arguments",
            "{ dog { name(short: true) name(short: true) } }",
            "{ dog { name(short: true) name } }"
        },
        { "mergeable below", "{ dog { id } dog { barks } }", "{ dog { x: id } dog { x: barks } }" },
        {
            "mergeable through fragments",
            "{ dog { ...A ...B } } fragment A on Dog { x: id } fragment B on Pet { x: id }",
            "{ dog { ...A ...B } } fragment A on Dog { x: barks } fragment B on Pet { x: id }"
        },
        {
            "mergeable shapes of other types",
            "{ pet(id: 1) { ... on Dog { x: barks } ... on Cat { x: meows } } }",
            "{ pet(id: 1) { ... on Dog { volume } ... on Cat { volume } } }"
        },
        {
            "mergeable arguments on other types",
            "{ pet(id: 1) { ... on Dog { name(short: true) } ... on Cat { name } } }",
            "{ pet(id: 1) { name ... on Cat { name(short: true) } } }"
        },
        { "operation types", "mutation { rename(id: 1) { id } }", "mutation { rename(id: 1) }" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_accepts_and_refuses(string rule, string accepted, string refused)
    {
        Errors(accepted).Should().BeEmpty(rule);
        Errors(refused).Should().ContainSingle(rule).Which.Code.Should().Be(ErrorCodes.ValidationFailed);
    }

    [Fact]
    public void Operations_need_their_root_type()
    {
        var schema = SchemaReader.Read("type Query { a: Int }");

        DocumentValidator.Validate(schema, Parser.Parse("mutation { a }")).Should().ContainSingle()
            .Which.Message.Should().Be("The schema is not configured to execute mutation operations.");
    }

    [Fact]
    public void Conflicts_below_are_told_from_where_the_ways_part()
    {
        var error = Errors("{ one: dog { x: id } one: dog { x: barks } }").Single();

        error.Message.Should().Be(
            "Fields \"one\" conflict because subfields \"x\" conflict because \"id\" and \"barks\" are different "
            + "fields. Use different aliases on the fields to fetch both if this was intentional.");
        error.Locations.Select(location => location.Column).Should().Equal(3, 14, 22, 33);
    }

    [Fact]
    public void Validation_stops_after_the_wanted_number_of_errors()
    {
        var document = Parser.Parse("{ a b c d e f g h }");

        DocumentValidator.Validate(Schema, document).Should().HaveCount(5);
        DocumentValidator.Validate(Schema, document, ValidationOptions.Unlimited).Should().HaveCount(8);
    }

    [Fact]
    public void Introspection_can_be_switched_off_but_typename_stays()
    {
        var options = ValidationOptions.Default with { AllowIntrospection = false };

        var names = Parser.Parse("{ __typename dog { __typename } }");
        var introspection = Parser.Parse("{ __type(name: \"A\") { name } }");

        DocumentValidator.Validate(Schema, names, options).Should().BeEmpty();
        DocumentValidator.Validate(Schema, introspection, options).Should().ContainSingle();
    }

    private static IReadOnlyList<GraphQLError> Errors(string text) =>
        DocumentValidator.Validate(Schema, Parser.Parse(text), ValidationOptions.Unlimited);
}
