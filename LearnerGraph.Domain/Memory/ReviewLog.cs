using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Memory;

/// <summary>One review of a card.</summary>
/// <param name="Grade">1 again to 4 easy.</param>
/// <param name="ElapsedDays">Since the card's review before; 0 for the first.</param>
/// <param name="IsSameDay">Whether that one was on the same day; false for the first.</param>
/// <param name="At">Its time; logs of undated reviews cannot be fitted.</param>
public readonly record struct LoggedReview(int Grade, double ElapsedDays, bool IsSameDay, DateTimeOffset At);

/// <summary>The reviews of one card or concept, in order.</summary>
public sealed record ReviewedCard(string Name, IReadOnlyList<LoggedReview> Reviews);

/// <summary>Reviews of many cards, for fits and their judgement.</summary>
public static class ReviewLog
{
    /// <summary>What is said of recall before each review that counts: not the first, not on the same day.</summary>
    /// <param name="score">Told the card, the position of the review in it, and the chance of recall.</param>
    public static void Score(
        Fsrs6 fsrs, IReadOnlyList<ReviewedCard> cards, Action<ReviewedCard, int, double> score)
    {
        foreach (var card in cards)
        {
            double stability = 0, difficulty = 0;
            for (int i = 0; i < card.Reviews.Count; i++)
            {
                var review = card.Reviews[i];
                if (i == 0)
                {
                    (stability, difficulty) = (fsrs.FirstStability(review.Grade), fsrs.FirstDifficulty(review.Grade));
                    continue;
                }

                double recall = fsrs.Retrievability(review.ElapsedDays, stability);
                if (!review.IsSameDay) score(card, i, recall);
                stability = review.IsSameDay ? fsrs.StabilitySameDay(stability, review.Grade)
                    : review.Grade == 1 ? fsrs.StabilityAfterLapse(difficulty, stability, recall)
                    : fsrs.StabilityAfterRecall(difficulty, stability, recall, review.Grade);
                difficulty = fsrs.NextDifficulty(difficulty, review.Grade);
            }
        }
    }

    /// <summary>Mean log loss of the reviews that count, from an instant on; null without any.</summary>
    public static double? LogLoss(Fsrs6 fsrs, IReadOnlyList<ReviewedCard> cards, DateTimeOffset from)
    {
        double sum = 0;
        int count = 0;
        Score(fsrs, cards, (card, i, recall) =>
        {
            if (card.Reviews[i].At < from) return;
            double p = Math.Clamp(recall, 1e-6, 1 - 1e-6);
            sum -= Math.Log(card.Reviews[i].Grade > 1 ? p : 1 - p);
            count++;
        });
        return count == 0 ? null : sum / count;
    }

    /// <summary>The log as it was before an instant.</summary>
    public static IReadOnlyList<ReviewedCard> Before(IReadOnlyList<ReviewedCard> cards, DateTimeOffset until) =>
    [
        .. cards.Select(card => card with { Reviews = [.. card.Reviews.TakeWhile(review => review.At < until)] })
            .Where(card => card.Reviews.Count > 0),
    ];

    /// <summary>The time before which a share of all reviews lies; the latest time for a share of 1 or more.</summary>
    public static DateTimeOffset Instant(IReadOnlyList<ReviewedCard> cards, double share)
    {
        DateTimeOffset[] times = [.. cards.SelectMany(card => card.Reviews).Select(review => review.At).Order()];
        if (times.Length == 0) return DateTimeOffset.MaxValue;
        int at = (int)(times.Length * share);
        return at < times.Length ? times[at] : DateTimeOffset.MaxValue;
    }
}

/// <summary>Reads review logs; plain CSV or gzipped.</summary>
public interface IReviewLogFile
{
    /// <summary>Cards in the order of their first review; a day is counted from its start in UTC.</summary>
    Result<ReviewedCard[]> Read(string path, TimeSpan startOfDay);
}
