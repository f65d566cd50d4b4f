using System.Text.Json;
using System.Text.Json.Serialization;
using LearnerGraph.Domain.Content;

using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>
/// One JSON object with the lists courses, concepts, questions and relations; their fields are those of the inputs of
/// the API. A row that cannot be read is named by its line and keeps no other from being looked at.
/// </summary>
internal static class CatalogJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
    };

    public static CatalogFile Read(ReadOnlySpan<byte> utf8)
    {
        var file = new CatalogFile();
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        var reader = new Utf8JsonReader(
            utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new ImportException("A content file is one JSON object.");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadList(ref reader, utf8, reader.GetString()!, file);
            }
        }
        catch (JsonException exception)
        {
            throw new ImportException($"Line {exception.LineNumber + 1} is not JSON.", exception);
        }

        return file;
    }

    private static void ReadList(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string list, CatalogFile file)
    {
        Action<int, JsonElement> add = list switch
        {
            "courses" => (line, row) => file.Courses.Add((line, As<CourseDraft>(row))),
            "concepts" => (line, row) => file.Concepts.Add((line, As<ConceptDraft>(row))),
            "questions" => (line, row) => file.Questions.Add((line, As<QuestionDraft>(row))),
            "relations" => (line, row) => file.Relations.Add(
                (line, As<RelationDraft>(row) with { Origin = RelationOrigin.Imported })),
            _ => throw new ImportException(
                $"A content file has courses, concepts, questions and relations, and no {list}."),
        };
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) throw new ImportException($"`{list}` is not a list.");

        var line = 1;
        var counted = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var at = (int)reader.TokenStartIndex;
            line += utf8[counted..at].Count((byte)'\n');
            counted = at;
            var row = JsonElement.ParseValue(ref reader);
            try
            {
                add(line, row);
            }
            catch (JsonException exception)
            {
                var message = exception.Message.Split(" Path:")[0].Split(" LineNumber:")[0];
                file.Problems.Add(new ImportProblem(line, message));
            }
        }
    }

    private static T As<T>(JsonElement row) =>
        row.Deserialize<T>(Options) ?? throw new JsonException("The row is null.");
}
