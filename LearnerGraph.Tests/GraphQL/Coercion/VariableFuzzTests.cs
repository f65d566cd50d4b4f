using System.Security.Claims;
using System.Text;
using System.Text.Json;
using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.Tests.GraphQL.CodeFirst;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.GraphQL.Coercion;

/// <summary>Seeded variables of every kind and damage: answered by data or by errors of the request.</summary>
public sealed class VariableFuzzTests
{
    // What would fail in a resolver of the test schema is skipped; its variables are read all the same.
    private const string Query =
        """
        query($id: ID!, $genre: Genre, $first: Int, $after: String, $json: JSON!,
          $start: DateTime! = "2026-01-01T00:00:00Z", $by: Duration! = "P1D", $ids: [ID!]! = [], $yes: Boolean!) {
          book(id: $id) @include(if: $yes) { title published: publishedOn }
          all(genre: $genre) { title }
          books(first: $first) { nodes { title } }
          json(value: $json)
          ids(ids: $ids)
          ... @skip(if: true) { later(start: $start, by: $by) b: books(after: $after) { nodes { title } } }
        }
        """;

    private const string Mutation =
        "mutation($input: RenameBookInput!, $yes: Boolean! = true) "
        + "{ renameBook(input: $input) @include(if: $yes) { note } }";

    private static readonly string[] Names =
        ["id", "genre", "first", "after", "json", "start", "by", "ids", "yes", "input", "nobody", "", "__proto__"];

    private static readonly string[] Leaves =
    [
        "null", "true", "false", "0", "-0", "1", "2147483647", "2147483648", "-2147483649", "1.0", "1.5", "1e3",
        "1e400", "-1e-400", "123456789012345678901234567890", "\"\"", "\"x\"", "\"FICTION\"", "\"fiction\"",
        "\"Qm9vazox\"", "\"Qm9vazo5OTk5OTk5OTk5OTk5\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"",
        "\"\\ud83d\\ude80\"",
        "\"2026-01-01T00:00:00Z\"", "\"2026-13-45\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"P1D\"", "\"PT1S\"",
        "\"P999999999999999D\"", "\"-P1Y2M3DT4H5M6.7S\"",
        "\"00000000-0000-0000-0000-000000000000\"", "\"1\"", "\"true\"",
    ];

    [Fact]
    public async Task Random_variables_give_data_or_errors_of_the_request()
    {
        var isFull = Environment.GetEnvironmentVariable("LEARNERGRAPH_FULL") is { Length: > 0 };
        var runs = isFull ? 1_000_000 : 50_000;
        var services = BookSchema.Services().BuildServiceProvider();
        var server = services.GetRequiredService<GraphQLServer>();
        var user = new ClaimsPrincipal(new ClaimsIdentity());
        var random = new Random(20_261);
        var text = new StringBuilder();
        var accepted = 0;
        for (var run = 0; run < runs; run++)
        {
            text.Clear();
            WriteMap(text, random);
            using var json = JsonDocument.Parse(text.ToString());
            await using var scope = services.CreateAsyncScope();

            var response = (GraphQLResponse)await server.ExecuteAsync(
                GraphQLRequest.Of(random.Next(3) == 0 ? Mutation : Query, json.RootElement),
                scope.ServiceProvider,
                user);

            if (response.Errors.Any(error => error.Code is ErrorCodes.Internal))
            {
                Assert.Fail($"{text} gave {response.Errors.First(error => error.Code is ErrorCodes.Internal)}");
            }

            accepted += response.HasData ? 1 : 0;
        }

        accepted.Should().BeInRange(runs / 100, runs * 9 / 10, "both sides are met often");
    }

    private static void WriteMap(StringBuilder text, Random random)
    {
        text.Append('{');
        var separator = "";
        foreach (var name in Names)
        {
            if (random.Next(10) == 0) continue;

            text.Append(separator).Append('"').Append(name).Append("\":");
            separator = ",";
            if (random.Next(12) == 0) WriteValue(text, random, 0);
            else text.Append(Plausible(name, random));
        }

        text.Append('}');
    }

    private static string Plausible(string name, Random random) => name switch
    {
        "id" => random.Next(2) == 0 ? "\"Qm9vazox\"" : "\"Qm9vazoy\"",
        "genre" => "\"FICTION\"",
        "first" => "2",
        "start" => "\"2026-01-01T00:00:00Z\"",
        "by" => "\"P1D\"",
        "ids" => "[\"Qm9vazox\"]",
        "yes" => "true",
        "input" => """{"bookId":"Qm9vazox","title":"t","note":null}""",
        _ => "\"text\"",
    };

    private static void WriteValue(StringBuilder text, Random random, int depth)
    {
        switch (random.Next(depth > 6 ? 1 : 4))
        {
            case 1:
                text.Append('[');
                for (var i = random.Next(4); i >= 0; i--)
                {
                    WriteValue(text, random, depth + 1);
                    text.Append(i > 0 ? "," : "");
                }

                text.Append(']');
                break;
            case 2:
                text.Append('{');
                for (var i = random.Next(3); i >= 0; i--)
                {
                    var key = random.Next(4) switch { 0 => "bookId", 1 => "title", 2 => "\\ud800", _ => "note" };
                    text.Append('"').Append(key).Append("\":");
                    WriteValue(text, random, depth + 1);
                    text.Append(i > 0 ? "," : "");
                }

                text.Append('}');
                break;
            default:
                text.Append(Leaves[random.Next(Leaves.Length)]);
                break;
        }
    }
}
