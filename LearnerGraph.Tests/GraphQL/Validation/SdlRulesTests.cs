using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Validation;

namespace LearnerGraph.Tests.GraphQL.Validation;

public class SdlRulesTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "schema { query: Q } schema { mutation: Q } type Q { a: Int }", "Must provide only one schema definition." },
        { "schema { query: Q query: Q } type Q { a: Int }", "There can be only one query type in schema." },
        { "type A { a: Int } scalar A", "There can be only one type named \"A\"." },
        { "enum E { A A }", "Enum value \"E.A\" can only be defined once." },
        { "type A { a: Int } extend type A { a: Int }", "Field \"A.a\" can only be defined once." },
        { "type A { a(b: Int, b: Int): Int }", "Argument \"A.a(b:)\" can only be defined once." },
        { "directive @d(a: Int, a: Int) on FIELD", "Argument \"@d(a:)\" can only be defined once." },
        { "directive @d on FIELD directive @d on QUERY", "There can be only one directive named \"@d\"." },
        { "type A { a: B }", "Unknown type \"B\"." },
        { "directive @d(a: B) on FIELD", "Unknown type \"B\"." },
        { "type A @d { a: Int }", "Unknown directive \"@d\"." },
        { "type A @oneOf { a: Int }", "Directive \"@oneOf\" may not be used on OBJECT." },
        {
            "type A { a: Int @deprecated @deprecated }",
            "The directive \"@deprecated\" can only be used once at this location."
        },
        { "extend type A { a: Int }", "Cannot extend type \"A\" because it is not defined." },
        { "scalar A extend type A { a: Int }", "Cannot extend non-object type \"A\"." },
        { "type A { a: Int @deprecated(why: 1) }", "Unknown argument \"why\" on directive \"@deprecated\"." },
        {
            "scalar A @specifiedBy",
            "Directive \"@specifiedBy\" argument \"url\" of type \"String!\" is required, but it was not provided."
        },
        { "scalar A @specifiedBy(url: \"a\", url: \"b\")", "There can be only one argument named \"url\"." },
        { "input A { a: A = {b: 1, b: 2} }", "There can be only one input field named \"b\"." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Check_refuses(string sdl, string message) =>
        SdlRules.Check(Parser.Parse(sdl)).Should().ContainSingle().Which.Message.Should().Be(message);

    [Fact]
    public void Check_accepts_extensions_before_what_they_extend() =>
        SdlRules.Check(Parser.Parse("extend enum E { B @deprecated } enum E { A } directive @d(e: E = A) on FIELD"))
            .Should().BeEmpty();
}
