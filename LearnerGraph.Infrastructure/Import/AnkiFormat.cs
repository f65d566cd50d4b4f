using System.Globalization;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>
/// A review log of one learner: `card_id, review_rating, review_time, review_duration`, or the columns of Anki's own
/// table (`cid, ease, id, time, type`). A card becomes a question and a concept of its own, so that it has a memory of
/// its own. Manual and rescheduled entries are left out.
/// </summary>
internal sealed class AnkiFormat(string prefix, string learner) : IAnswerFormat
{
    public CatalogDrafts ReadContent(TextReader text)
    {
        using var rows = Open(text);
        var cards = new SortedSet<string>(StringComparer.Ordinal);
        while (rows.Read())
        {
            if ((rows["card_id"] ?? rows["cid"]) is { } card) cards.Add(card);
        }

        return new CatalogDrafts
        {
            Courses = [new CourseDraft(prefix, $"Imported: {prefix}")],
            Concepts = [.. cards.Select(card => new ConceptDraft($"{prefix}-{card}", prefix, $"Card {card}"))],
            Questions = [.. cards.Select(card => new QuestionDraft(
                $"{prefix}-{card}", [new ConceptLinkDraft($"{prefix}-{card}")], $"Card {card}",
                QuestionType.ShortAnswer))],
        };
    }

    public IEnumerable<AnswerLine> ReadAnswers(TextReader text)
    {
        using var rows = Open(text);
        while (rows.Read())
        {
            ImportedAnswer? answer = null;
            string? problem = null;
            try
            {
                answer = Read(rows);
            }
            catch (FormatException exception)
            {
                problem = exception.Message;
            }

            yield return new AnswerLine(rows.Line, answer, problem);
        }
    }

    private static CsvRows Open(TextReader text)
    {
        var rows = new CsvRows(text);
        if (rows.Has("cid")) rows.Require("anki", "id", "ease");
        else rows.Require("anki", "card_id", "review_rating", "review_time");
        return rows;
    }

    private ImportedAnswer? Read(CsvRows rows)
    {
        var isOwnTable = rows.Has("cid");
        var (cardColumn, easeColumn) = isOwnTable ? ("cid", "ease") : ("card_id", "review_rating");
        var card = Fields.Text(rows[cardColumn], cardColumn);
        var ease = (int)Fields.Whole(rows[easeColumn], easeColumn);

        // Types 4 and 5 are manual and rescheduled; 0 is no answer at all.
        if (ease == 0 || rows["type"] is "4" or "5") return null;
        if (ease is < 1 or > 4) throw new FormatException($"The rating is {ease} and should be from 1 to 4.");

        var at = isOwnTable
            ? DateTimeOffset.FromUnixTimeMilliseconds(Fields.Whole(rows["id"], "id"))
            : Fields.Instant(Fields.Text(rows["review_time"], "review_time"), "review_time")!.Value;
        return new ImportedAnswer(
            learner, $"{prefix}-{card}",
            NameBasedId.For(string.Create(CultureInfo.InvariantCulture, $"anki/{learner}/{card}/{at.UtcTicks}")))
        {
            AnsweredAt = at,
            Grade = ease,
            DurationMs = isOwnTable
                ? Fields.Milliseconds(rows["time"], "time")
                : Fields.Milliseconds(rows["review_duration"], "review_duration"),
        };
    }
}
