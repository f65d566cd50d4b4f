using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>
/// Skill-builder files for the evaluation: columns learner, t, problem and correct, and where there are such fold,
/// step, skill, skills and timestamp (seconds, 0 for unknown). Rows of a learner that share a step are one answer.
/// </summary>
public sealed class AnswerLogFile : IAnswerLogFile
{
    public Result<AnswerLog> Read(string path, AnswerVocabulary vocabulary)
    {
        if (!File.Exists(path)) return new Problem.NotFound("file", path);

        var line = 1;
        try
        {
            using var text = new AttemptSource(new AttemptFile(AttemptFormat.Assistments, path)).Open();
            using var rows = new CsvRows(text);
            rows.Require("evaluation", "learner", "t", "problem", "correct");
            var learners = new Dictionary<string, Sequence>(StringComparer.Ordinal);
            while (rows.Read())
            {
                line = rows.Line;
                var name = Fields.Text(rows["learner"], "learner");
                if (!learners.TryGetValue(name, out var sequence))
                    learners.Add(name, sequence = new Sequence(name, learners.Count, FoldOf(rows)));
                sequence.Rows.Add(Read(rows));
            }

            return new AnswerLog(
                vocabulary,
                [
                    .. learners.Values.OrderBy(one => one.Order)
                        .Select(one => (one.Name, one.Fold, Answers(one.Rows, vocabulary))),
                ]);
        }
        catch (Exception e) when (e is ImportException or FormatException or InvalidDataException)
        {
            return new Problem.Invalid($"{Path.GetFileName(path)}, line {line}: {e.Message}");
        }
    }

    private static int FoldOf(CsvRows rows) => rows["fold"] is { } fold ? (int)Fields.Whole(fold, "fold") : 0;

    private static Row Read(CsvRows rows)
    {
        var seconds = Fields.Number(rows["timestamp"], "timestamp") ?? 0;
        var place = Fields.Whole(rows["t"], "t");
        return new Row(
            (int)place, rows["step"] is { } step ? Fields.Whole(step, "step") : place,
            Fields.Text(rows["problem"], "problem"), rows["skills"] ?? rows["skill"] ?? "",
            Fields.Truth(rows["correct"], "correct") ?? throw new FormatException("correct is empty."),
            seconds == 0 ? double.NaN : seconds);
    }

    private static IReadOnlyList<LoggedAnswer> Answers(List<Row> rows, AnswerVocabulary vocabulary)
    {
        // A later row of a step would show the answer to the ones before it.
        return
        [
            .. rows.OrderBy(row => row.Place).GroupBy(row => (row.Step, row.Problem)).Select(step =>
            {
                var first = step.First();
                var skillSet = vocabulary.SkillSet(step.SelectMany(row => row.Skills.Split(
                    ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
                return new LoggedAnswer(
                    vocabulary.Question(first.Problem, skillSet), skillSet, first.IsCorrect, first.Seconds,
                    [.. step.Select(row => row.Place)]);
            }),
        ];
    }

    private readonly record struct Row(
        int Place, long Step, string Problem, string Skills, bool IsCorrect, double Seconds);

    private sealed record Sequence(string Name, int Order, int Fold)
    {
        public List<Row> Rows { get; } = [];
    }
}
