using System.Text.Json;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;
using LearnerGraph.GraphQL.Validation;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.GraphQL.Validation;

/// <summary>Verdicts of the reference implementation's own tests; the files lie outside the repository.</summary>
public class VectorTests
{
    [SharedDataTheory("graphql/vectors")]
    [InlineData("parse", 654)]
    [InlineData("validate", 293)]
    [InlineData("sdl", 47)]
    public void Verdicts_are_those_of_the_reference_implementation(string kind, int count)
    {
        var path = SharedData.Path($"graphql/vectors/{kind}.jsonl");

        var vectors = File.ReadLines(path).Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        var schemas = new Dictionary<string, Schema>();

        var wrong = vectors.Where(vector => Accepts(vector, schemas) != vector.GetProperty("ok").GetBoolean())
            .Select(vector => vector.GetProperty("id").GetString());

        wrong.Should().BeEmpty();
        vectors.Should().HaveCountGreaterThanOrEqualTo(count);
    }

    private static bool Accepts(JsonElement vector, Dictionary<string, Schema> schemas)
    {
        try
        {
            switch (vector.GetProperty("op").GetString())
            {
                case "parse":
                    Parser.Parse(vector.GetProperty("query").GetString()!);
                    return true;
                case "sdl":
                    var read = SchemaReader.Read(vector.GetProperty("sdl").GetString()!);
                    return SchemaValidator.Validate(read)
                        .All(error => error.Message == "Query root type must be provided.");
                default:
                    var sdl = vector.GetProperty("sdl").GetString()!;
                    if (!schemas.TryGetValue(sdl, out var schema))
                    {
                        schemas[sdl] = schema = SchemaReader.Read(sdl);
                    }

                    var document = Parser.Parse(vector.GetProperty("query").GetString()!);
                    return DocumentValidator.Validate(schema, document, ValidationOptions.Unlimited).Count == 0;
            }
        }
        catch (Exception error) when (error is GraphQLSyntaxException or SchemaException)
        {
            return false;
        }
    }
}
