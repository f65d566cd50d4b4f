using System.Text.Json;
using LearnerGraph.GraphQL.Coercion;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.Tests.GraphQL.Coercion;

public sealed class CoercionTests
{
    private const string Sdl =
        """
        type Query { a(x: In): Int f: Float i: ID }
        enum Color { RED GREEN }
        input In { req: Int! opt: Int dft: Int = 5 nest: In list: [Int!] }
        input One @oneOf { a: Int b: String }
        """;

    private readonly Schema _schema = SchemaReader.Read(Sdl);

    [Theory]
    [InlineData("Int", "1", "1")]
    [InlineData("Int", "1.0", "1")]
    [InlineData("Int", "-2147483648", "-2147483648")]
    [InlineData("Int", "2147483648", null)]
    [InlineData("Int", "1.5", null)]
    [InlineData("Int", "\"1\"", null)]
    [InlineData("Int", "true", null)]
    [InlineData("Int", "null", "null")]
    [InlineData("Int!", "null", null)]
    [InlineData("Float", "1", "1")]
    [InlineData("Float", "1e2", "100")]
    [InlineData("Float", "1e400", null)]
    [InlineData("String", "\"x\"", "'x'")]
    [InlineData("String", "1", null)]
    [InlineData("ID", "\"x\"", "'x'")]
    [InlineData("ID", "7", "'7'")]
    [InlineData("ID", "1.5", null)]
    [InlineData("Boolean", "1", null)]
    [InlineData("Color", "\"RED\"", "'RED'")]
    [InlineData("Color", "\"BLUE\"", null)]
    [InlineData("[Int]", "1", "[1]")]
    [InlineData("[[Int]]", "1", "[[1]]")]
    [InlineData("[[Int]]", "[1,2]", "[[1],[2]]")]
    [InlineData("[Int]", "[1,null]", "[1,null]")]
    [InlineData("[Int!]", "[1,null]", null)]
    [InlineData("[Int]", "null", "null")]
    [InlineData("In", """{"req":1}""", "{req:1,dft:5}")]
    [InlineData("In", """{"req":1,"opt":null,"dft":null}""", "{req:1,opt:null,dft:null}")]
    [InlineData("In", """{"req":1,"nest":{"req":2,"list":3}}""", "{req:1,dft:5,nest:{req:2,dft:5,list:[3]}}")]
    [InlineData("In", """{"opt":1}""", null)]
    [InlineData("In", """{"req":1,"what":1}""", null)]
    [InlineData("In", "[]", null)]
    [InlineData("One", """{"a":1}""", "{a:1}")]
    [InlineData("One", """{"a":null}""", null)]
    [InlineData("One", """{"a":1,"b":null}""", null)]
    [InlineData("One", "{}", null)]
    public void Variables_are_read_by_their_type(string type, string json, string? expected)
    {
        var problems = new List<string>();
        using var document = JsonDocument.Parse(json);
        var value = JsonCoercion.Read(Type(type), document.RootElement, "", problems);

        (problems.Count == 0 ? Show(value) : null).Should().Be(expected);
    }

    [Theory]
    [InlineData("Int", "1", "1")]
    [InlineData("Int", "1.0", null)]
    [InlineData("Int", "1e3", null)]
    [InlineData("Float", "1", "1")]
    [InlineData("Float", "1e400", null)]
    [InlineData("ID", "99999999999999999999", "'99999999999999999999'")]
    [InlineData("ID", "1.5", null)]
    [InlineData("String", "1", null)]
    [InlineData("Color", "RED", "'RED'")]
    [InlineData("Color", "\"RED\"", null)]
    [InlineData("[[Int]]", "1", "[[1]]")]
    [InlineData("[[Int]]", "[1, [2]]", "[[1],[2]]")]
    [InlineData("In", "{ req: 1, list: 2 }", "{req:1,dft:5,list:[2]}")]
    [InlineData("In", "{ req: null }", null)]
    [InlineData("In", "{ req: 1, what: 2 }", null)]
    [InlineData("One", "{ a: 1, b: \"x\" }", null)]
    [InlineData("One", "{ b: \"x\" }", "{b:'x'}")]
    public void Literals_are_read_by_their_type(string type, string literal, string? expected)
    {
        var problem = LiteralCoercion.Read(Type(type), Parser.ParseConstValue(literal), null, out var value);

        (problem is null ? Show(value) : null).Should().Be(expected);
    }

    [Theory]
    [InlineData("[Int]", "[1, $absent]", "[1,null]")]
    [InlineData("[Int!]", "[1, $absent]", null)]
    [InlineData("In", "{ req: $one, opt: $absent, dft: $absent }", "{req:1,dft:5}")]
    [InlineData("In", "{ req: $one, opt: $none, dft: $none }", "{req:1,opt:null,dft:null}")]
    [InlineData("In", "{ req: $absent }", null)]
    [InlineData("In", "{ req: $none }", null)]
    public void Variables_inside_literals_tell_absent_from_null(string type, string literal, string? expected)
    {
        var variables = new VariableValues(
            new Dictionary<string, int> { ["one"] = 0, ["none"] = 1, ["absent"] = 2 },
            [1, null, InputObjectValue.Absent]);
        var document = Parser.Parse($"query($one: Int, $none: Int, $absent: Int) {{ a(x: {literal}) }}");
        var field = (FieldNode)document.FindOperation(null)!.SelectionSet.Selections[0];

        var problem = LiteralCoercion.Read(Type(type), field.Arguments[0].Value, variables, out var value);

        (problem is null ? Show(value) : null).Should().Be(expected);
    }

    [Theory]
    [InlineData("query($x: Int) { a }", "{}", "absent")]
    [InlineData("query($x: Int) { a }", """{"x":null}""", "null")]
    [InlineData("query($x: Int = 3) { a }", "{}", "3")]
    [InlineData("query($x: Int = 3) { a }", """{"x":null}""", "null")]
    [InlineData("query($x: Int! = 3) { a }", "{}", "3")]
    [InlineData("query($x: Int!) { a }", "{}", "Variable \"$x\" of required type \"Int!\" was not provided.")]
    [InlineData("query($x: Int!) { a }", """{"x":null}""",
        "Variable \"$x\" got an invalid value: Expected non-nullable type \"Int!\" not to be null.")]
    [InlineData("query($x: In) { a }", """{"x":{"req":1,"list":[1,"b"]}}""",
        "Variable \"$x\" got an invalid value: at \".list[1]\": Int cannot represent non-integer value: \"b\"")]
    public void Absent_and_null_are_different_all_the_way(string query, string json, string expected)
    {
        var document = Parser.Parse(query);
        var plans = document.FindOperation(null)!.Variables
            .Select(node => new VariablePlan(node, _schema.Resolve(node.Type)!)).ToList();
        using var variables = JsonDocument.Parse(json);

        var values = VariableCoercion.Read(plans, variables.RootElement, document.Source, out var errors);

        var seen = values is null ? errors![0].Message
            : ReferenceEquals(values[0], InputObjectValue.Absent) ? "absent"
            : Show(values[0]);
        seen.Should().Be(expected);
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        object?[] list => $"[{string.Join(',', list.Select(Show))}]",
        InputObjectValue map => "{" + string.Join(',', map.Type.Fields
            .Where(field => map.TryGet(field.Name, out _))
            .Select(field => $"{field.Name}:{Show(map.Values[field.Ordinal])}")) + "}",
        _ => FormattableString.Invariant($"{value}"),
    };

    private SchemaType Type(string text) => _schema.Resolve(Parser.ParseType(text))!;
}
