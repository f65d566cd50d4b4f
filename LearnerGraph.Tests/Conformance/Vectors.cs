using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;
using LearnerGraph.GraphQL.Validation;

namespace LearnerGraph.Conformance;

/// <summary>
/// Judges JSON lines <c>{id, op: parse|validate|sdl, sdl?, query?}</c> with <c>{id, ok, errors?}</c>, for
/// vectors-check.mjs.
/// </summary>
internal static class Vectors
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };


    public static void Answer(TextReader input, TextWriter output)
    {
        var schemas = new Dictionary<string, Schema>(StringComparer.Ordinal);
        while (input.ReadLine() is { } line)
        {
            var vector = JsonNode.Parse(line)!;
            var errors = Judge(vector, schemas);
            var answer = new JsonObject
            {
                ["id"] = vector["id"]!.DeepClone(),
                ["ok"] = errors.Count == 0,
                ["errors"] = new JsonArray([.. errors.Select(Show)]),
            };
            output.WriteLine(answer.ToJsonString(Relaxed));
        }

        output.Flush();
    }

    private static IReadOnlyList<GraphQLError> Judge(JsonNode vector, Dictionary<string, Schema> schemas)
    {
        try
        {
            switch ((string?)vector["op"])
            {
                case "parse":
                    Parser.Parse((string)vector["query"]!);
                    return [];
                case "sdl":
                    return SchemaErrors((string)vector["sdl"]!);
                default:
                    var sdl = (string)vector["sdl"]!;
                    if (!schemas.TryGetValue(sdl, out var schema))
                    {
                        schemas[sdl] = schema = SchemaReader.Read(sdl);
                    }

                    var document = Parser.Parse((string)vector["query"]!);
                    return DocumentValidator.Validate(schema, document, ValidationOptions.Unlimited);
            }
        }
        catch (GraphQLSyntaxException error)
        {
            return [error.ToError()];
        }
        catch (SchemaException error)
        {
            return error.Errors;
        }
    }

    // A part of a schema has no query root, and the vectors have many such parts.
    private static List<GraphQLError> SchemaErrors(string sdl)
    {
        var schema = SchemaReader.Read(sdl);
        return [.. SchemaValidator.Validate(schema)
            .Where(error => !error.Message.Contains("Query root type must be provided", StringComparison.Ordinal))];
    }

    private static JsonNode Show(GraphQLError error) => new JsonObject
    {
        ["message"] = error.Message,
        ["locations"] = new JsonArray([.. error.Locations.Select(location =>
            (JsonNode)new JsonObject { ["line"] = location.Line, ["column"] = location.Column })]),
    };
}
