using System.Text;
using System.Text.Json.Nodes;
using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.TypeSystem;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api;

/// <summary>
/// Every field with arguments, given what nobody should send: ids of other types and of nothing, forged cursors, pages
/// of all sizes, texts and inputs at random. Refusals are fine; failures of the server are not.
/// </summary>
public sealed class HostileArgumentsTests
{
    private static readonly string[] Texts =
    [
        "", " ", "x", "🚀", "\u0000", "\u202E", "' OR 1=1 --", "%00", "../../etc/passwd", "{{7*7}}", "<script>", "ß",
        "2026-01-01", "2026-02-30", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "P1D", "P99999999D", "-PT1S",
        "00000000-0000-0000-0000-000000000000", "Europe/Berlin", "Mars/Olympus", new('a', 10_000), new('\u0301', 500),
    ];

    private static readonly string[] Keys =
    [
        "", "0", "1", "-1", "2", "01", "9999999999", "99999999999999999999", "1:1", "1:", ":", "1/1", "a", "\u0000",
        "🚀", "1:1:1:1", "DAILY:1", "1:DAILY", new('9', 300),
    ];

    private readonly Random _random = new(20_262);
    private readonly List<string> _ids = [];

    [Fact]
    public async Task Fields_answer_or_refuse_whatever_they_are_given()
    {
        var failures = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (learner, _) = await school.EnrolAsync("ada");
        var schema = host.Services.GetRequiredService<GraphQLServer>().Schema;
        var node = (InterfaceType)schema.FindType("Node")!;
        _ids.AddRange([learner, .. school.ConceptIds.Take(2), .. school.QuestionIds.Take(2)]);
        _ids.AddRange(node.PossibleTypes.SelectMany(_ => Keys, (type, key) => Id($"{type.Name}:{key}")));
        _ids.AddRange(Texts.Select(Id));
        var inner = schema.FindType("Learner") as ObjectType;
        var isFull = Environment.GetEnvironmentVariable("LEARNERGRAPH_FULL") is { Length: > 0 };
        for (var run = 0; run < (isFull ? 300 : 30); run++)
        {
            foreach (var field in schema.Query!.Fields.Concat(schema.Mutation!.Fields).Concat(inner!.Fields))
            {
                if (field.Arguments.Count == 0) continue;

                var variables = new JsonObject();
                foreach (var argument in field.Arguments)
                {
                    if (argument.IsRequired || _random.Next(3) > 0)
                    {
                        variables[argument.Name] = Value(argument.Type, argument.Name, 0);
                    }
                }

                var response = await host.SendAsync(Document(field, inner, learner, variables), variables);
                if (!response.ToString().Contains("\"INTERNAL\"", StringComparison.Ordinal)) continue;

                var given = variables.ToJsonString();
                failures[field.Coordinate] = given[..Math.Min(600, given.Length)];
            }
        }

        failures.Should().BeEmpty();
    }

    private static string Document(FieldDefinition field, ObjectType inner, string learner, JsonObject variables)
    {
        var given = field.Arguments.Where(argument => variables.ContainsKey(argument.Name)).ToArray();
        var declared = string.Join(", ", given.Select(argument => $"${argument.Name}: {argument.Type}"));
        var passed = string.Join(", ", given.Select(argument => $"{argument.Name}: ${argument.Name}"));
        var call = field.Name
            + (given.Length > 0 ? $"({passed})" : "")
            + (field.Type.Named.IsComposite ? " { __typename }" : "");
        var body = ReferenceEquals(field.Parent, inner) ? $"learner(id: \"{learner}\") {{ {call} }}" : call;
        var kind = field.Parent.Name == "Mutation" ? "mutation" : "query";
        return $"{kind} {(given.Length > 0 ? $"Hostile({declared})" : "")} {{ {body} }}";
    }

    private JsonNode? Value(SchemaType type, string name, int depth) => type switch
    {
        NonNullType nonNull => Value(nonNull.Nullable, name, depth) ?? Value(nonNull, name, depth),
        _ when _random.Next(12) == 0 => null,
        ListType list => new JsonArray(
            [.. Enumerable.Range(0, _random.Next(depth > 3 ? 1 : 4)).Select(_ => Value(list.Item, name, depth + 1))]),
        EnumType enumeration => enumeration.Values[_random.Next(enumeration.Values.Count)].Name,
        InputObjectType input => Input(input, depth),
        _ => Leaf(type.Named.Name, name),
    };

    private JsonObject Input(InputObjectType input, int depth)
    {
        var value = new JsonObject();
        var only = input.IsOneOf ? _random.Next(input.Fields.Count) : -1;
        foreach (var field in input.Fields)
        {
            var isWanted = input.IsOneOf ? field.Ordinal == only : field.IsRequired || _random.Next(2) == 0;
            var type = input.IsOneOf ? field.Type.AsNonNull() : field.Type;
            if (isWanted) value[field.Name] = Value(type, field.Name, depth + 1);
        }

        return value;
    }

    private JsonNode Leaf(string type, string name) => type switch
    {
        "ID" => _ids[_random.Next(_ids.Count)],
        "Boolean" => _random.Next(2) == 0,
        "Int" => Pick(int.MaxValue, int.MinValue, -1, 0, 1, 2, 50, 51, 500),
        "Long" => Pick(long.MaxValue, long.MinValue, -1, 0, 1),
        "Float" => Pick(0, -0.0, 1, -1, 0.5, 1e308, -1e308, 5e-324, 0.9999999999, 100),
        "DateTime" => Pick(
            "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2026-05-04T10:00:00Z", "1969-12-31T23:59:59Z"),
        "Date" => Pick("0001-01-01", "9999-12-31", "2026-05-04"),
        "Duration" => Pick("PT0S", "P1D", "-P1D", "P3650000D", "PT0.0000001S"),
        "UUID" => new Guid(_random.Next(3), 0, 0, new byte[8]).ToString(),
        "JSON" => new JsonObject { ["a"] = new JsonArray(1, null, "x") },
        _ when name is "after" or "before" => Pick(
            Id(Texts[_random.Next(Texts.Length)]),
            Id(Keys[_random.Next(Keys.Length)]),
            Texts[_random.Next(Texts.Length)]),
        _ => Texts[_random.Next(Texts.Length)],
    };

    private JsonValue Pick<T>(params T[] values) => JsonValue.Create(values[_random.Next(values.Length)])!;

    private static string Id(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
