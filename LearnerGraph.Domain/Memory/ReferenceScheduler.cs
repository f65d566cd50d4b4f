namespace LearnerGraph.Domain.Memory;

/// <summary>Where a card stands in the reference scheduler.</summary>
public enum CardPhase
{
    New,
    Learning,
    Review,
    Relearning,
}

/// <summary>A card of the reference scheduler, as its public vectors show it.</summary>
public readonly record struct ReferenceCard(
    CardPhase Phase,
    double Stability,
    double Difficulty,
    DateTimeOffset Due,
    int ScheduledDays,
    int Step,
    int Reviews,
    int Lapses,
    DateTimeOffset LastReview);

/// <summary>
/// The scheduler behind the public FSRS-6 vectors: whole days between UTC dates, learning steps in minutes, intervals
/// in
/// whole days that differ by grade, and stability and difficulty kept to eight decimals. The product schedules by
/// <see cref="ReviewScheduler"/>; this one proves the formulas.
/// </summary>
/// <param name="learningSteps">Minutes; used only with <paramref name="isShortTerm"/>.</param>
/// <param name="relearningSteps">Minutes after a lapse; likewise.</param>
public sealed class ReferenceScheduler(
    Fsrs6 fsrs,
    double retention,
    int maximumInterval,
    bool isShortTerm,
    IReadOnlyList<double> learningSteps,
    IReadOnlyList<double> relearningSteps)
{
    private const int Again = 1, Hard = 2, Good = 3, Easy = 4;
    private readonly double _factor = Rounded(fsrs.Factor);

    /// <summary>Recall at an instant, by the full days of 24 hours since the last review, to eight decimals.</summary>
    public double Retrievability(in ReferenceCard card, DateTimeOffset at) =>
        Recall(Math.Floor((at - card.LastReview).TotalDays), card.Stability);

    /// <summary>Days between the UTC dates of two instants.</summary>
    public static int ElapsedDays(DateTimeOffset from, DateTimeOffset to) =>
        (to.UtcDateTime.Date - from.UtcDateTime.Date).Days;

    /// <summary>The card after a review with the grade.</summary>
    public ReferenceCard Review(in ReferenceCard card, int grade, DateTimeOffset at)
    {
        Span<double> stability = stackalloc double[5];
        Span<double> difficulty = stackalloc double[5];
        for (int g = Again; g <= Easy; g++) (stability[g], difficulty[g]) = Remember(card, g, at);

        bool isLapse = card.Phase == CardPhase.Review && grade == Again;
        var next = card with
        {
            Stability = stability[grade],
            Difficulty = difficulty[grade],
            LastReview = at,
            Reviews = card.Reviews + 1,
            Lapses = card.Lapses + (isLapse ? 1 : 0),
            Step = 0,
        };
        if (isShortTerm && StepAfter(card, grade) is var (minutes, step))
        {
            var phase = card.Phase switch
            {
                CardPhase.New => CardPhase.Learning,
                CardPhase.Review => CardPhase.Relearning,
                var same => same,
            };
            return next with { Phase = phase, Step = step, ScheduledDays = 0, Due = at.AddMinutes(minutes) };
        }

        int days = Days(card.Phase, stability, grade);
        return next with { Phase = CardPhase.Review, ScheduledDays = days, Due = at.AddDays(days) };
    }

    private (double Stability, double Difficulty) Remember(in ReferenceCard card, int grade, DateTimeOffset at)
    {
        if (card.Phase == CardPhase.New)
            return (Rounded(fsrs.FirstStability(grade)), Rounded(fsrs.FirstDifficulty(grade)));

        int elapsed = ElapsedDays(card.LastReview, at);
        double recall = Recall(elapsed, card.Stability);
        double stability = elapsed == 0 && isShortTerm ? fsrs.StabilitySameDay(card.Stability, grade)
            : grade == Again ? fsrs.StabilityAfterLapse(card.Difficulty, card.Stability, recall, isShortTerm)
            : fsrs.StabilityAfterRecall(card.Difficulty, card.Stability, recall, grade);
        return (Rounded(stability), NextDifficulty(card.Difficulty, grade));
    }

    /// <summary>As in <see cref="Fsrs6.NextDifficulty"/>, with the eight decimals kept at every step.</summary>
    private double NextDifficulty(double difficulty, int grade)
    {
        var w = fsrs.Weights;
        double start = Rounded(w[4] - Math.Exp(3 * w[5]) + 1);
        double damped = Rounded(-w[6] * (grade - 3) * (10 - difficulty) / 9);
        return Math.Clamp(Rounded((w[7] * start) + ((1 - w[7]) * (difficulty + damped))), 1, 10);
    }

    /// <summary>Minutes to wait and the step then reached; null where the card goes on to days.</summary>
    private (double Minutes, int Step)? StepAfter(in ReferenceCard card, int grade)
    {
        bool isRelearning = card.Phase is CardPhase.Review or CardPhase.Relearning;
        var steps = isRelearning ? relearningSteps : learningSteps;
        if (card.Step >= steps.Count || (card.Phase == CardPhase.Review && grade != Again)) return null;
        return grade switch
        {
            Again => (steps[0], 0),
            Hard => (steps.Count > 1 ? HalfUp((steps[0] + steps[1]) / 2) : HalfUp(steps[0] * 1.5), card.Step),
            Good when card.Step + 1 < steps.Count => (steps[card.Step + 1], card.Step + 1),
            _ => null,
        };
    }

    /// <summary>Whole days for the grade, spread so that a better grade waits longer.</summary>
    private int Days(CardPhase phase, ReadOnlySpan<double> stability, int grade)
    {
        int again = Interval(stability[Again]), hard = Interval(stability[Hard]);
        int good = Interval(stability[Good]), easy = Interval(stability[Easy]);
        if (!isShortTerm)
        {
            again = Math.Min(again, hard);
            hard = Math.Max(hard, again + 1);
            good = Math.Max(good, hard + 1);
            easy = Math.Max(easy, good + 1);
        }
        else if (phase == CardPhase.Review)
        {
            hard = Math.Min(hard, good);
            good = Math.Max(good, hard + 1);
            easy = Math.Max(easy, good + 1);
        }

        return grade switch { Again => again, Hard => hard, Good => good, _ => easy };
    }

    private double Recall(double elapsedDays, double stability) =>
        Rounded(Math.Pow(1 + (_factor * elapsedDays / stability), -fsrs.Weights[20]));

    private int Interval(double stability)
    {
        double modifier = Rounded((Math.Pow(retention, -1 / fsrs.Weights[20]) - 1) / _factor);
        return (int)Math.Clamp(HalfUp(stability * modifier), 1, maximumInterval);
    }

    private static double Rounded(double x) => Math.Round(x, 8, MidpointRounding.AwayFromZero);

    private static double HalfUp(double x) => Math.Floor(x + 0.5);
}
