using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Memory;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>
/// A learner's attempts as reviews of concepts, graded and dated as <see cref="LearnerFold"/> takes them into memory:
/// what weights are fitted to is what they are used on.
/// </summary>
public static class ReviewHistory
{
    /// <summary>One card for each concept with dated attempts.</summary>
    /// <param name="history">Judged attempts in (answeredAt, id) order.</param>
    public static IReadOnlyList<ReviewedCard> Of(CatalogSnapshot catalog, IReadOnlyList<Attempt> history)
    {
        var cards = new Dictionary<ConceptId, (List<LoggedReview> Reviews, LocalDay LastDay)>();
        foreach (var attempt in history)
        {
            if (!attempt.IsDated || attempt.Correct is not { } correct) continue;
            if (catalog.FindAny(attempt.Question) is not { } question) continue;

            int grade = ReviewScheduler.GradeOf(correct, attempt.HintsUsed, attempt.Grade);
            foreach (var link in question.Concepts)
            {
                bool isKnown = cards.TryGetValue(link.Concept, out var card);
                if (!isKnown) card.Reviews = [];
                card.Reviews.Add(new LoggedReview(
                    grade, isKnown ? (attempt.AnsweredAt - card.Reviews[^1].At).TotalDays : 0,
                    isKnown && attempt.Day <= card.LastDay, attempt.AnsweredAt));
                cards[link.Concept] = (card.Reviews, attempt.Day);
            }
        }

        return
        [
            .. cards.OrderBy(card => card.Key.Value).Select(card =>
                new ReviewedCard($"{history[0].Learner.Value}/{card.Key.Value}", card.Value.Reviews)),
        ];
    }
}
