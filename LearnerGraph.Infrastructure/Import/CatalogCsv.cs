using System.Globalization;
using LearnerGraph.Domain.Content;

using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>One kind of rows in a CSV file, told by its header; lists inside a field are separated by |.</summary>
internal static class CatalogCsv
{
    public static CatalogFile Read(TextReader text)
    {
        using var rows = new CsvRows(text);
        var file = new CatalogFile();
        Action<CatalogFile, CsvRows> read = rows switch
        {
            _ when rows.Has("prompt") => ReadQuestion,
            _ when rows.Has("courseKey") => ReadConcept,
            _ when rows.Has("from") && rows.Has("to") => ReadRelation,
            _ when rows.Has("title") => ReadCourse,
            _ => throw new ImportException(
                "A content file has the columns of courses (key, title), concepts (key, courseKey, name), questions "
                + $"(key, concepts, prompt, type) or relations (from, to, type); this one has "
                + $"{string.Join(", ", rows.Columns)}."),
        };
        while (rows.Read())
        {
            try
            {
                read(file, rows);
            }
            catch (FormatException exception)
            {
                file.Problems.Add(new ImportProblem(rows.Line, exception.Message));
            }
        }

        return file;
    }

    private static void ReadCourse(CatalogFile file, CsvRows row) => file.Courses.Add(
        (row.Line, new CourseDraft(Fields.Text(row["key"], "key"), Fields.Text(row["title"], "title"))));

    private static void ReadConcept(CatalogFile file, CsvRows row) => file.Concepts.Add((row.Line, new ConceptDraft(
        Fields.Text(row["key"], "key"),
        Fields.Text(row["courseKey"], "courseKey"),
        Fields.Text(row["name"], "name"),
        row["description"],
        Many(row["tags"]),
        Whole(row["estimatedMinutes"], "estimatedMinutes"),
        Fields.Number(row["difficulty"], "difficulty"),
        Many(row["requires"]),
        Many(row["extends"]),
        Many(row["matches"]))));

    private static void ReadQuestion(CatalogFile file, CsvRows row) => file.Questions.Add((row.Line, new QuestionDraft(
        Fields.Text(row["key"], "key"),
        [.. (Many(Fields.Text(row["concepts"], "concepts")) ?? []).Select(Link)],
        Fields.Text(row["prompt"], "prompt"),
        Fields.Name<QuestionType>(Fields.Text(row["type"], "type"), "type")!.Value,
        Many(row["options"]),
        row["answer"],
        Many(row["acceptedAnswers"]),
        Fields.Number(row["tolerance"], "tolerance"),
        row["explanation"],
        Many(row["hints"]),
        Fields.Number(row["difficulty"], "difficulty"),
        Whole(row["timeLimitSeconds"], "timeLimitSeconds"))));

    private static void ReadRelation(CatalogFile file, CsvRows row) => file.Relations.Add((row.Line, new RelationDraft(
        Fields.Text(row["from"], "from"),
        Fields.Text(row["to"], "to"),
        Fields.Name<RelationType>(Fields.Text(row["type"], "type"), "type")!.Value,
        Fields.Number(row["weight"], "weight") ?? 1,
        RelationOrigin.Imported,
        Fields.Number(row["confidence"], "confidence") ?? 1)));

    /// <summary>"key" or "key*0.5".</summary>
    private static ConceptLinkDraft Link(string text)
    {
        var at = text.LastIndexOf('*');
        return at > 0 && double.TryParse(
            text.AsSpan(at + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            ? new ConceptLinkDraft(text[..at], weight)
            : new ConceptLinkDraft(text);
    }

    private static int? Whole(string? value, string column) =>
        value is null ? null : (int)Math.Clamp(Fields.Whole(value, column), int.MinValue, int.MaxValue);

    private static string[]? Many(string? value) =>
        value?.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
