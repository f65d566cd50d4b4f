namespace LearnerGraph.Domain.Memory;

/// <summary>What a fit came to.</summary>
/// <param name="Fsrs">The fitted weights, or the defaults where these predicted held-out reviews as well.</param>
/// <param name="IsFitted">False where the defaults were kept.</param>
/// <param name="IsRecencyWeighted">Whether later reviews counted for more.</param>
/// <param name="HeldOutLoss">Log loss of the choice on the last quarter of the log; null where it has none.</param>
/// <param name="DefaultLoss">Log loss of the defaults there.</param>
public sealed record FsrsFitted(
    Fsrs6 Fsrs, bool IsFitted, bool IsRecencyWeighted, double? HeldOutLoss, double? DefaultLoss);

/// <summary>
/// Fits the 21 weights of FSRS-6 to a review log: Adam on the log loss of recall, with a normal prior around the
/// published defaults; kept only if it predicts the last quarter of the log better than the defaults do.
/// </summary>
/// <remarks>
/// Slopes are exact (forward differentiation). Prior spreads and bounds of the weights are those that the published
/// optimiser of the algorithm uses. Adam: D. Kingma, J. Ba, ICLR 2015. See docs/algorithms/memory.md.
/// </remarks>
public static class FsrsFit
{
    /// <summary>With fewer reviews that count, the defaults are kept without trying.</summary>
    public const int LeastReviews = 64;

    private const int Steps = 250;
    private const double Rate = 0.08;
    private const double HeldOutShare = 0.25;
    private const double LeastWeight = 0.25;

    private static readonly double[] Spread =
    [
        6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31,
        0.32, 0.14, 0.27,
    ];

    private static readonly double[] Least =
    [
        0.001, 0.001, 0.001, 0.001, 1, 0.001, 0.001, 0.001, 0, 0, 0.001, 0.001, 0.001, 0.001, 0, 0, 1, 0, 0, 0.01, 0.1,
    ];

    private static readonly double[] Most =
    [
        100, 100, 100, 100, 10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8,
    ];

    /// <summary>Chooses on the log's last quarter between the defaults and fits with and without recency weights.</summary>
    public static FsrsFitted Run(
        IReadOnlyList<ReviewedCard> cards, IProgress<double>? progress = null, CancellationToken ct = default)
    {
        var until = ReviewLog.Instant(cards, 1 - HeldOutShare);
        var earlier = ReviewLog.Before(cards, until);
        double? byDefault = ReviewLog.LogLoss(Fsrs6.Default, cards, until);
        if (byDefault is null || Counted(earlier) < LeastReviews)
            return new FsrsFitted(Fsrs6.Default, false, false, byDefault, byDefault);

        double? plain = ReviewLog.LogLoss(Fit(earlier, false, Part(0), ct), cards, until);
        double? recent = ReviewLog.LogLoss(Fit(earlier, true, Part(1), ct), cards, until);
        bool isRecent = recent < plain;
        double? best = isRecent ? recent : plain;
        if (!(best < byDefault)) return new FsrsFitted(Fsrs6.Default, false, false, byDefault, byDefault);

        return new FsrsFitted(Fit(cards, isRecent, Part(2), ct), true, isRecent, best, byDefault);

        IProgress<double> Part(int part) => new Third(progress, part);
    }

    /// <summary>The weights that fit all of a log best, whatever they are worth on another.</summary>
    /// <param name="isRecencyWeighted">Review i of n, by time, counts 0.25 + 0.75 (i / n)³.</param>
    public static Fsrs6 Fit(
        IReadOnlyList<ReviewedCard> cards, bool isRecencyWeighted, IProgress<double>? progress = null,
        CancellationToken ct = default)
    {
        double[][] importance = Importance(cards, isRecencyWeighted);
        double[] defaults = Fsrs6.Default.Weights.ToArray(), weights = [.. defaults];
        double[] slope = new double[weights.Length];
        double[] mean = new double[weights.Length], square = new double[weights.Length];
        for (int step = 1; step <= Steps; step++)
        {
            ct.ThrowIfCancellationRequested();
            progress?.Report((double)step / Steps);
            Loss(weights, cards, importance, slope);
            double rate = Rate * (1 + Math.Cos(Math.PI * (step - 1) / Steps)) / 2;
            for (int i = 0; i < weights.Length; i++)
            {
                // In units of the prior's spread all weights are alike, so that one rate suits them.
                double pull = (slope[i] * Spread[i]) + (2 * (weights[i] - defaults[i]) / Spread[i]);
                mean[i] = (0.9 * mean[i]) + (0.1 * pull);
                square[i] = (0.999 * square[i]) + (0.001 * pull * pull);
                double corrected = mean[i] / (1 - Math.Pow(0.9, step));
                double size = Math.Sqrt(square[i] / (1 - Math.Pow(0.999, step))) + 1e-8;
                weights[i] = Math.Clamp(weights[i] - (rate * Spread[i] * corrected / size), Least[i], Most[i]);
            }

            for (int i = 1; i < 4; i++) weights[i] = Math.Max(weights[i], weights[i - 1]);
        }

        return new Fsrs6(weights);
    }

    /// <summary>Σ of weighted log losses over the reviews that count, and its slopes by the weights.</summary>
    internal static double Loss(
        ReadOnlySpan<double> weights, IReadOnlyList<ReviewedCard> cards, double[][] importance, Span<double> slope)
    {
        slope.Clear();
        var fsrs = new SlopedFsrs6(weights);
        double loss = 0;
        for (int c = 0; c < cards.Count; c++)
        {
            var reviews = cards[c].Reviews;
            var stability = fsrs.FirstStability(reviews[0].Grade);
            var difficulty = fsrs.FirstDifficulty(reviews[0].Grade);
            for (int i = 1; i < reviews.Count; i++)
            {
                var review = reviews[i];
                if (review.IsSameDay)
                {
                    stability = fsrs.StabilitySameDay(stability, review.Grade);
                }
                else
                {
                    var recall = fsrs.Retrievability(review.ElapsedDays, stability);
                    double p = Math.Clamp(recall.Value, 1e-6, 1 - 1e-6);
                    bool isRecalled = review.Grade > 1;
                    loss -= importance[c][i] * Math.Log(isRecalled ? p : 1 - p);
                    double pull = importance[c][i] * (isRecalled ? -1 / p : 1 / (1 - p));
                    for (int w = 0; w < slope.Length; w++) slope[w] += pull * recall.SlopeOf(w);
                    stability = isRecalled
                        ? fsrs.StabilityAfterRecall(difficulty, stability, recall, review.Grade)
                        : fsrs.StabilityAfterLapse(difficulty, stability, recall);
                }

                difficulty = fsrs.NextDifficulty(difficulty, review.Grade);
            }
        }

        return loss;
    }

    /// <summary>What each review counts for, by card and position.</summary>
    internal static double[][] Importance(IReadOnlyList<ReviewedCard> cards, bool isRecencyWeighted)
    {
        double[][] importance = [.. cards.Select(card => new double[card.Reviews.Count])];
        foreach (double[] row in importance) Array.Fill(row, 1);
        if (!isRecencyWeighted) return importance;

        (DateTimeOffset At, int Card, int Review)[] order =
        [
            .. cards.SelectMany((card, c) => card.Reviews.Select((review, i) => (review.At, c, i))).Order(),
        ];
        for (int place = 0; place < order.Length; place++)
        {
            double age = (double)place / Math.Max(1, order.Length - 1);
            importance[order[place].Card][order[place].Review] =
                LeastWeight + ((1 - LeastWeight) * age * age * age);
        }

        return importance;
    }

    private static int Counted(IReadOnlyList<ReviewedCard> cards) =>
        cards.Sum(card => card.Reviews.Skip(1).Count(review => !review.IsSameDay));

    private sealed class Third(IProgress<double>? whole, int part) : IProgress<double>
    {
        public void Report(double value) => whole?.Report((part + value) / 3);
    }
}
