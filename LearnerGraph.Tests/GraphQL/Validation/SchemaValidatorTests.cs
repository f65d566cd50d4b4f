using LearnerGraph.GraphQL.TypeSystem;
using LearnerGraph.GraphQL.Validation;

namespace LearnerGraph.Tests.GraphQL.Validation;

public class SchemaValidatorTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "type A { a: Int }", "Query root type must be provided." },
        { "schema { query: Q mutation: Q } type Q { a: Int }", "Root types must be different types." },
        { "type Query", "Type Query must define one or more fields." },
        { "type Query { a: Int } enum E", "Enum type E must define one or more values." },
        { "type Query { a: Int } union U", "Union type U must define one or more member types." },
        { "type Query { a: Int } union U = Query | Query", "Union type U can only include type Query once." },
        { "type Query { a: Int } input I", "Input Object type I must define one or more fields." },
        {
            "type Query { __a: Int }",
            "Name \"__a\" must not begin with \"__\", which is reserved by GraphQL introspection."
        },
        { "type Query { a: I } input I { b: Int }", "The type of Query.a must be Output Type but got: I." },
        { "type Query { a(b: Query): Int }", "The type of Query.a(b:) must be Input Type but got: Query." },
        { "type Query { a: Int } input I { b: Query }", "The type of I.b must be Input Type but got: Query." },
        { "type Query { a(b: Int! @deprecated): Int }", "Required argument Query.a(b:) cannot be deprecated." },
        { "type Query { a: Int } input I { b: Int! @deprecated }", "Required input field I.b cannot be deprecated." },
        { "type Query { a: Int } input I @oneOf { b: Int! }", "OneOf input field I.b must be nullable." },
        { "type Query { a: Int } input I @oneOf { b: Int = 1 }", "OneOf input field I.b cannot have a default value." },
        {
            "type Query { a: Int } input I { i: J! } input J { j: I! }",
            "Cannot reference Input Object \"I\" within itself through a series of non-null fields: \"i.j\"."
        },
        {
            "type Query implements A { a: Int } interface A { b: Int }",
            "Interface field A.b expected but Query does not provide it."
        },
        {
            "type Query implements A { a: Int } interface A { a: Int! }",
            "Interface field A.a expects type Int! but Query.a is type Int."
        },
        {
            "type Query implements A { a: Int } interface A { a(b: Int): Int }",
            "Interface field argument A.a(b:) expected but Query.a does not provide it."
        },
        {
            "type Query implements A { a(b: Int!): Int } interface A { a(b: Int): Int }",
            "Interface field argument A.a(b:) expects type Int but Query.a(b:) is type Int!."
        },
        {
            "type Query implements A { a(b: Int!): Int } interface A { a: Int }",
            "Object field Query.a includes required argument b that is missing from the Interface field A.a."
        },
        {
            "type Query implements B { a: Int } interface A { a: Int } interface B implements A { a: Int }",
            "Type Query must implement A because it is implemented by B."
        },
        {
            "type Query { a: Int } interface A implements A { a: Int }",
            "Type A cannot implement itself because it would create a circular reference."
        },
        {
            "type Query { a(b: Int = \"1\"): Int }",
            "The default value of Query.a(b:) is wrong: Int cannot represent non-integer value: \"1\""
        },
        {
            "type Query { a: Int } input I { b: E = X } enum E { Y }",
            "The default value of I.b is wrong: Value \"X\" does not exist in \"E\" enum."
        },
        { "type Query { a: Int } input I { b: I = {} }", "The default value of I.b contains itself." },
        {
            "type Query { a: Int } input I { j: [J!] = [{}] } input J { i: I = {} }",
            "The default value of I.j contains itself."
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Validate_refuses(string sdl, string message) =>
        SchemaValidator.Validate(SchemaReader.Read(sdl)).Should().ContainSingle().Which.Message.Should().Be(message);

    [Fact]
    public void Validate_accepts_covariant_implementations()
    {
        var schema = SchemaReader.Read(
            """
            type Query implements A & B { a(x: Int, y: Int): [Query!]! }
            interface A { a(x: Int): [A] }
            interface B implements A { a(x: Int, y: Int = 1): [B!] }
            union U = Query
            input I { self: I list: [I!]! = [] range: J = {max: 1} }
            input J { min: Int! = 0 max: Float! }
            """);

        SchemaValidator.Validate(schema).Should().BeEmpty();
    }
}
