using System.Text.Json;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.Tests.GraphQL.TypeSystem;

public class BuiltInScalarsTests
{
    [Theory]
    [InlineData("Int", "1", 1)]
    [InlineData("Int", "-2147483648", int.MinValue)]
    [InlineData("Float", "1", 1.0)]
    [InlineData("Float", "1e2", 100.0)]
    [InlineData("String", "\"a\"", "a")]
    [InlineData("Boolean", "true", true)]
    [InlineData("ID", "99999999999999999999", "99999999999999999999")]
    [InlineData("ID", "\"a\"", "a")]
    public void Literals_are_read(string scalar, string literal, object expected)
    {
        Scalar(scalar).ParseLiteral!(ValueNode.Parse(literal), out var value).Should().BeNull();

        value.Should().Be(expected);
    }

    [Theory]
    [InlineData("Int", "1.0", "Int cannot represent non-integer value: 1.0")]
    [InlineData("Int", "1e3", "Int cannot represent non-integer value: 1e3")]
    [InlineData("Int", "\"1\"", "Int cannot represent non-integer value: \"1\"")]
    [InlineData("Int", "2147483648", "Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("Float", "\"1\"", "Float cannot represent non numeric value: \"1\"")]
    [InlineData("Float", "1e999", "Float cannot represent non numeric value: 1e999")]
    [InlineData("String", "1", "String cannot represent a non string value: 1")]
    [InlineData("Boolean", "1", "Boolean cannot represent a non boolean value: 1")]
    [InlineData("ID", "1.5", "ID cannot represent a non-string and non-integer value: 1.5")]
    [InlineData("ID", "[A]", "ID cannot represent a non-string and non-integer value: [A]")]
    public void Literals_of_other_kinds_are_refused(string scalar, string literal, string message) =>
        Scalar(scalar).ParseLiteral!(ValueNode.Parse(literal), out _).Should().Be(message);

    [Theory]
    [InlineData("Int", "1.0", 1)]
    [InlineData("Int", "1e3", 1000)]
    [InlineData("Int", "-0", 0)]
    [InlineData("Float", "3", 3.0)]
    [InlineData("ID", "12", "12")]
    [InlineData("ID", "1e3", "1000")]
    [InlineData("ID", "-0", "0")]
    [InlineData("ID", "-0.0", "0")]
    [InlineData("ID", "1e21", "1e+21")]
    [InlineData("String", "\"12\"", "12")]
    public void Json_is_read(string scalar, string json, object expected)
    {
        Scalar(scalar).ParseValue!(JsonDocument.Parse(json).RootElement, out var value).Should().BeNull();

        value.Should().Be(expected);
    }

    [Theory]
    [InlineData("Int", "1.5")]
    [InlineData("Int", "2147483648")]
    [InlineData("Int", "1e40")]
    [InlineData("Int", "\"1\"")]
    [InlineData("Int", "true")]
    [InlineData("Float", "\"1\"")]
    [InlineData("Float", "1e999")]
    [InlineData("String", "1")]
    [InlineData("Boolean", "0")]
    [InlineData("Boolean", "\"true\"")]
    [InlineData("ID", "1.5")]
    [InlineData("ID", "true")]
    [InlineData("ID", "{}")]
    public void Json_of_other_kinds_is_refused(string scalar, string json) =>
        Scalar(scalar).ParseValue!(JsonDocument.Parse(json).RootElement, out _).Should().NotBeNull();

    public static TheoryData<string, object, object?> Results => new()
    {
        { "Int", 1, 1 },
        { "Int", 3.0, 3 },
        { "Int", 5L, 5 },
        { "Int", 2147483648L, null },
        { "Int", 1.5, null },
        { "Int", double.NaN, null },
        { "Int", "many", null },
        { "Float", 1.5f, 1.5 },
        { "Float", 2, 2.0 },
        { "Float", double.PositiveInfinity, null },
        { "Float", "1", null },
        { "String", "a", "a" },
        { "String", 1.5, "1.5" },
        { "String", true, "true" },
        { "String", new object(), null },
        { "Boolean", true, true },
        { "Boolean", 1, null },
        { "ID", 7L, "7" },
        { "ID", Guid.Empty, "00000000-0000-0000-0000-000000000000" },
        { "ID", 1.5, null },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public void Results_are_written_or_refused(string scalar, object value, object? expected)
    {
        var wrong = Scalar(scalar).Serialize!(value, out var result);

        result.Should().Be(expected);
        (wrong is null).Should().Be(expected is not null);
    }

    private static ScalarType Scalar(string name) => BuiltIns.CreateScalar(name)!;
}
