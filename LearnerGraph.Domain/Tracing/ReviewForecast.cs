using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Memory;

namespace LearnerGraph.Domain.Tracing;

/// <summary>Reviews that fall due on one local day.</summary>
/// <param name="Due">Concepts; on the first day with everything that is overdue.</param>
/// <param name="Minutes">For one answer at each, at the learner's own pace.</param>
public sealed record ReviewDay(LocalDay Day, int Due, double Minutes);

/// <summary>The reviews of the next days, as if each were done right on the day on which it falls due.</summary>
public static class ReviewForecast
{
    public const int MostDays = 365;

    private static readonly int GradeRight = ReviewScheduler.GradeOf(correct: true, hintsUsed: 0, imported: null);

    /// <summary>One entry for each day from today on.</summary>
    /// <param name="days">From 1 to <see cref="MostDays"/>.</param>
    /// <param name="pace">From <see cref="Pace"/>.</param>
    /// <remarks>
    /// A review that is done on its day comes due again by the learner's own retention, but not on that day. Costs at
    /// most one step for each concept and day.
    /// </remarks>
    public static IReadOnlyList<ReviewDay> Of(
        TracingRules rules, CatalogSnapshot catalog, LearnerSnapshot learner, DateTimeOffset now, int days,
        double pace)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        var zone = LocalTime.ZoneOf(learner.Learner);
        var today = LocalDay.At(now, zone);
        var reviews = rules.Reviews.For(learner.Learner.DesiredRetention);
        int[] due = new int[days];
        double[] minutes = new double[days];
        foreach (var concept in learner.State.Concepts)
        {
            int index = catalog.IndexOf(concept.Concept);
            if (index < 0 || !concept.Memory.Exists) continue;

            double each = pace * MeanSeconds(catalog, index) / 60;
            var memory = concept.Memory;
            var at = memory.NextReview > now ? memory.NextReview : now;
            while (LocalDay.At(at, zone) - today is var day && day < days)
            {
                due[day]++;
                minutes[day] += each;
                memory = reviews.Review(memory, GradeRight, at, isSameDay: false);
                var tomorrow = LocalTime.StartOf(LocalDay.At(at, zone) + 1, zone);
                at = memory.NextReview > tomorrow ? memory.NextReview : tomorrow;
            }
        }

        return [.. due.Select((count, day) => new ReviewDay(today + day, count, minutes[day]))];
    }

    private static double MeanSeconds(CatalogSnapshot catalog, int concept)
    {
        double sum = 0;
        var questions = catalog.Table.OfConcept(concept);
        foreach (int question in questions) sum += catalog.Table.Seconds[question];
        return questions.IsEmpty ? 0 : sum / questions.Length;
    }
}
