using System.Globalization;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>
/// Skill-builder files: one row an attempt. A single skill becomes a concept, a problem a question that practises all
/// of the skills that any of its rows names.
/// </summary>
internal sealed class AssistmentsFormat(string prefix, DateTimeOffset? startDate) : IAnswerFormat
{
    public CatalogDrafts ReadContent(TextReader text)
    {
        using var rows = Open(text);
        var skillsOf = new Dictionary<string, SortedSet<string>>();
        var skills = new Dictionary<string, string>();
        while (rows.Read())
        {
            if (rows["problem"] is not { } problem) continue;
            if (!skillsOf.TryGetValue(problem, out var own)) skillsOf.Add(problem, own = new(StringComparer.Ordinal));

            // Most rows repeat what is known already.
            var named = rows["skills"] ?? rows["skill"];
            if (named is null || (skills.TryGetValue(problem, out var last) && last == named)) continue;

            skills[problem] = named;
            own.UnionWith(named.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }

        return new CatalogDrafts
        {
            Courses = [new CourseDraft(prefix, $"Imported: {prefix}")],
            Concepts = [.. skillsOf.Values.SelectMany(own => own).Distinct().Order(StringComparer.Ordinal)
                .Select(skill => new ConceptDraft($"{prefix}-{skill}", prefix, $"Skill {skill}"))],
            Questions = [.. skillsOf.Where(pair => pair.Value.Count > 0).Select(pair => new QuestionDraft(
                $"{prefix}-{pair.Key}", [.. pair.Value.Select(skill => new ConceptLinkDraft($"{prefix}-{skill}"))],
                $"Problem {pair.Key}", QuestionType.ShortAnswer))],
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
        rows.Require("assistments", "learner", "t", "problem", "correct");
        return rows;
    }

    private ImportedAnswer Read(CsvRows rows)
    {
        var learner = $"{prefix}-{Fields.Text(rows["learner"], "learner")}";
        var t = Fields.Whole(rows["t"], "t").ToString(CultureInfo.InvariantCulture);
        var seconds = rows["timestamp"] is { } timestamp ? Fields.Whole(timestamp, "timestamp") : 0;
        return new ImportedAnswer(
            learner, $"{prefix}-{Fields.Text(rows["problem"], "problem")}",
            NameBasedId.For($"assistments/{learner}/{t}"))
        {
            Correct = Fields.Truth(rows["correct"], "correct") ?? throw new FormatException("correct is empty."),

            // 0 means that the time is not known.
            AnsweredAt = seconds == 0 ? null : startDate?.AddSeconds(seconds),
        };
    }
}
