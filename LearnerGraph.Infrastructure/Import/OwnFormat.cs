using System.Globalization;
using System.Text.Json;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>The product's own: CSV with a header, or one JSON object a line, with the same names.</summary>
internal sealed class OwnFormat : IAnswerFormat
{
    public CatalogDrafts? ReadContent(TextReader text) => null;

    public IEnumerable<AnswerLine> ReadAnswers(TextReader text) =>
        text.Peek() == '{' ? ReadLines(text) : ReadCsv(text);

    private static IEnumerable<AnswerLine> ReadCsv(TextReader text)
    {
        using var rows = new CsvRows(text);
        rows.Require("learnergraph", "learner", "question");
        while (rows.Read()) yield return Line(rows.Line, column => rows[column]);
    }

    private static IEnumerable<AnswerLine> ReadLines(TextReader text)
    {
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line)) yield return Parsed(number, line);
        }
    }

    private static AnswerLine Parsed(int number, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            return row.ValueKind == JsonValueKind.Object
                ? Line(number, column => Value(row, column))
                : new AnswerLine(number, null, "The line is not a JSON object.");
        }
        catch (JsonException)
        {
            return new AnswerLine(number, null, "The line is not JSON.");
        }
    }

    private static string? Value(JsonElement row, string column) =>
        !row.TryGetProperty(column, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            _ => value.GetRawText(),
        };

    private static AnswerLine Line(int number, Func<string, string?> field)
    {
        try
        {
            return new AnswerLine(number, Read(number, field), null);
        }
        catch (FormatException exception)
        {
            return new AnswerLine(number, null, exception.Message);
        }
    }

    private static ImportedAnswer Read(int number, Func<string, string?> field)
    {
        var learner = Fields.Text(field("learner"), "learner");
        var question = Fields.Text(field("question"), "question");
        var at = Fields.Instant(field("answeredAt"), "answeredAt");

        // Without an id and a time, the place in the file is all that tells two answers apart.
        var place = (at?.UtcTicks ?? number).ToString(CultureInfo.InvariantCulture);
        return new ImportedAnswer(
            learner, question,
            Fields.Id(field("clientAttemptId"), "clientAttemptId")
                ?? NameBasedId.For($"learnergraph/{learner}/{question}/{place}"))
        {
            AnsweredAt = at,
            DurationMs = Fields.Milliseconds(field("durationMs"), "durationMs"),
            Correct = Fields.Truth(field("correct"), "correct"),
            Grade = field("grade") is { } grade ? (int)Fields.Whole(grade, "grade") : null,
            Answer = field("answer"),
            HintsUsed = field("hintsUsed") is { } hints ? (int)Fields.Whole(hints, "hintsUsed") : 0,
            Confidence = Fields.Number(field("confidence"), "confidence"),
            Device = Fields.Name<DeviceKind>(field("device"), "device"),
        };
    }
}
