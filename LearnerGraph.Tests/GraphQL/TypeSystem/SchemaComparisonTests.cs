using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.Tests.GraphQL.TypeSystem;

public sealed class SchemaComparisonTests
{
    private const string Rest = "type Query { a(i: I, c: Int): A } ";

    [Theory]
    [InlineData("type A { b: Int } type Z { z: Int }", "type A { b: Int }", "Type Z was removed.")]
    [InlineData("type A { b: Int } type Z { z: Int }", "type A { b: Int } interface Z { z: Int }",
        "Type Z was an object type and is an interface now.")]
    [InlineData("type A { b: Int c: Int }", "type A { b: Int }", "Field A.c was removed.")]
    [InlineData("type A { b: Int }", "type A { b: String }", "Field A.b was Int and is String now.")]
    [InlineData("type A { b: Int }", "type A { b: [Int] }", "Field A.b was Int and is [Int] now.")]
    [InlineData("type A { b: Int! }", "type A { b: Int }",
        "Field A.b can be null where it could not: Int! became Int.")]
    [InlineData("type A { b: [Int!]! }", "type A { b: [Int]! }",
        "Field A.b can be null where it could not: [Int!]! became [Int]!.")]
    [InlineData("type A { b: [Int!] }", "type A { b: [Int]! }", "Field A.b was [Int!] and is [Int]! now.")]
    [InlineData("type A { b(x: Int y: Int): Int }", "type A { b(x: Int): Int }", "Argument A.b(y:) was removed.")]
    [InlineData("type A { b: Int }", "type A { b(x: Int!): Int }", "Argument A.b(x:) is new and required.")]
    [InlineData("type A { b(x: Int): Int }", "type A { b(x: Int!): Int }",
        "Argument A.b(x:) takes null no more: Int became Int!.")]
    [InlineData("type A { b(x: Int! = 1): Int }", "type A { b(x: Int!): Int }",
        "Argument A.b(x:) lost its default and is required now.")]
    [InlineData("type A { b(x: Int): Int }", "type A { b(x: ID): Int }", "Argument A.b(x:) was Int and is ID now.")]
    [InlineData("type A { b: E } enum E { X Y }", "type A { b: E } enum E { X }", "Enum value E.Y was removed.")]
    [InlineData("type A { b: U } type B { b: Int } union U = A | B", "type A { b: U } type B { b: Int } union U = A",
        "Union U lost its member B.")]
    [InlineData("interface N { b: Int } type A implements N { b: Int }", "interface N { b: Int } type A { b: Int }",
        "Type A implements N no more.")]
    [InlineData("type A { b: Int } input I { x: Int y: Int }", "type A { b: Int } input I { x: Int }",
        "Input field I.y was removed.")]
    [InlineData("type A { b: Int } input I { x: Int }", "type A { b: Int } input I { x: Int y: Int! }",
        "Input field I.y is new and required.")]
    [InlineData("type A { b: Int } input I { x: [Int] }", "type A { b: Int } input I { x: [Int!] }",
        "Input field I.x takes null no more: [Int] became [Int!].")]
    [InlineData("type A { b: Int } input I { x: Int }", "type A { b: Int } input I @oneOf { x: Int }",
        "Input I takes exactly one field now.")]
    [InlineData("type A { b: Int } directive @d on FIELD", "type A { b: Int }", "Directive @d was removed.")]
    [InlineData("type A { b: Int } directive @d repeatable on FIELD | QUERY",
        "type A { b: Int } directive @d on QUERY",
        "Directive @d cannot be repeated any more.|Directive @d cannot stand on FIELD any more.")]
    [InlineData("type A { b: Int } directive @d on FIELD", "type A { b: Int } directive @d(x: Int!) on FIELD",
        "Argument @d(x:) is new and required.")]
    [InlineData("type A { b: Int } type Mutation { m: Int }", "type A { b: Int }",
        "The mutation root Mutation was removed.|Type Mutation was removed.")]
    public void FindBreaks_says_what_breaks(string before, string after, string words) =>
        Breaks(before, after).Should().Equal(words.Split('|'));

    [Theory]
    [InlineData("type A { b: Int }", "type A { b: Int! c: String }")]
    [InlineData("type A { b: [Int] }", "type A { b: [Int!]! }")]
    [InlineData("type A { b(x: Int!): Int }", "type A { b(x: Int, y: Int, z: Int! = 1): Int }")]
    [InlineData("type A { b(x: [Int!]!): Int }", "type A { b(x: [Int]): Int }")]
    [InlineData("type A { b: Int } enum E { X }", "type A { b: Int @deprecated } enum E { X Y }")]
    [InlineData("type A { b: Int } input I { x: Int! }", "type A { b: Int } input I { x: Int y: Int }")]
    [InlineData("type A { b: Int } union U = A", "type A { b: Int } type B { b: Int } union U = B | A")]
    [InlineData("type A { b: Int }", "interface N { b: Int } type A implements N { b: Int }")]
    [InlineData("type A { b: Int } directive @d on FIELD", "type A { b: Int } directive @d(x: Int) on FIELD | QUERY")]
    public void FindBreaks_lets_a_schema_grow(string before, string after) => Breaks(before, after).Should().BeEmpty();

    private static IReadOnlyList<string> Breaks(string before, string after) =>
        SchemaComparison.FindBreaks(Read(before), Read(after));

    private static Schema Read(string sdl) => SchemaReader.Read(
        Rest + sdl + (sdl.Contains("input I", StringComparison.Ordinal) ? "" : " input I { x: Int }"));
}
