using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>Review logs in the formats of <see cref="AnkiFormat"/>, as sequences of days and grades.</summary>
public sealed class ReviewLogFile : IReviewLogFile
{
    public Result<ReviewedCard[]> Read(string path, TimeSpan startOfDay)
    {
        if (!File.Exists(path)) return new Problem.NotFound("file", path);

        try
        {
            using var text = new AttemptSource(new AttemptFile(AttemptFormat.Anki, path)).Open();
            var cards = new Dictionary<string, List<(DateTimeOffset At, int Grade)>>(StringComparer.Ordinal);
            foreach (var line in new AnkiFormat("", "").ReadAnswers(text))
            {
                if (line.Problem is { } wrong) return new Problem.Invalid($"{Named(path)}, line {line.Line}: {wrong}");
                if (line.Answer is not { } answer) continue;

                var card = answer.Question.TrimStart('-');
                if (!cards.TryGetValue(card, out var reviews)) cards.Add(card, reviews = []);
                reviews.Add((answer.AnsweredAt!.Value, answer.Grade!.Value));
            }

            return cards.Select(card => Card(card.Key, card.Value, startOfDay)).OrderBy(card => card.Reviews[0].At)
                .ToArray();
        }
        catch (Exception e) when (e is ImportException or InvalidDataException)
        {
            return new Problem.Invalid($"{Named(path)}: {e.Message}");
        }
    }

    private static string Named(string path) => Path.GetFileName(path);

    /// <summary>Elapsed time is whole days between the days that the reviews lie on.</summary>
    private static ReviewedCard Card(string name, List<(DateTimeOffset At, int Grade)> reviews, TimeSpan startOfDay)
    {
        var ordered = reviews.OrderBy(review => review.At).ToArray();
        var logged = new LoggedReview[ordered.Length];
        for (var i = 0; i < ordered.Length; i++)
        {
            var days = i == 0 ? 0 : DayOf(ordered[i].At) - DayOf(ordered[i - 1].At);
            logged[i] = new LoggedReview(ordered[i].Grade, days, i > 0 && days == 0, ordered[i].At);
        }

        return new ReviewedCard(name, logged);

        int DayOf(DateTimeOffset at) => DateOnly.FromDateTime((at - startOfDay).UtcDateTime).DayNumber;
    }
}
