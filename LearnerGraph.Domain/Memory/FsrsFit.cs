namespace LearnerGraph.Domain.Memory;

/// <summary>What a fit came to.</summary>
/// <param name="Fsrs">The fitted weights, or the defaults where these predicted held-out reviews as well.</param>
/// <param name="Steps">Of the walk away from the defaults; 0 where they were kept.</param>
/// <param name="IsRecencyWeighted">Whether later reviews counted for more.</param>
/// <param name="HeldOutLoss">Log loss of the choice on the last quarter of the log; null where it has none.</param>
/// <param name="DefaultLoss">Log loss of the defaults there.</param>
public sealed record FsrsFitted(
    Fsrs6 Fsrs, int Steps, bool IsRecencyWeighted, double? HeldOutLoss, double? DefaultLoss)
{
    public bool IsFitted => Steps > 0;
}

/// <summary>
/// Fits the 21 weights of FSRS-6 to a review log: Adam on the log loss of recall, with a normal prior around the
/// published defaults, stopped where the last quarter of the log is predicted best.
/// </summary>
/// <remarks>
/// Slopes are exact (forward differentiation). Prior spreads and bounds of the weights are those that the published
/// optimiser of the algorithm uses. Adam: D. Kingma, J. Ba, ICLR 2015. See docs/algorithms/memory.md.
/// </remarks>
public static class FsrsFit
{
    /// <summary>With fewer reviews that count, the defaults are kept without trying.</summary>
    public const int LeastReviews = 64;

    private const int MostSteps = 150;
    private const double Rate = 0.03;
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

    /// <summary>Whether a weight lies inside the bounds that fits keep to.</summary>
    public static bool IsAllowed(int weight, double value) => value >= Least[weight] && value <= Most[weight];

    /// <summary>
    /// Walks from the defaults on the first three quarters of the log, with and without recency weights, stops where
    /// the last quarter was predicted best, and walks as far again on all of it. Standing still is one of the choices.
    /// </summary>
    public static FsrsFitted Run(
        IReadOnlyList<ReviewedCard> cards, IProgress<double>? progress = null, CancellationToken ct = default)
    {
        var until = ReviewLog.Instant(cards, 1 - HeldOutShare);
        var earlier = ReviewLog.Before(cards, until);
        double? byDefault = ReviewLog.LogLoss(Fsrs6.Default, cards, until);
        var (best, steps, isRecent) = (byDefault, 0, false);
        if (byDefault is not null && Counted(earlier) >= LeastReviews)
        {
            for (int way = 0; way < 2; way++)
            {
                var walk = new Walk(earlier, isRecencyWeighted: way == 1);
                for (int step = 1; step <= MostSteps; step++)
                {
                    ct.ThrowIfCancellationRequested();
                    progress?.Report(((way * MostSteps) + step) / (3.0 * MostSteps));
                    walk.Step();
                    double? loss = ReviewLog.LogLoss(walk.Fsrs, cards, until);
                    if (loss < best) (best, steps, isRecent) = (loss, step, way == 1);
                }
            }
        }

        var whole = new Walk(cards, isRecent);
        for (int step = 1; step <= steps; step++)
        {
            ct.ThrowIfCancellationRequested();
            progress?.Report((2 + ((double)step / steps)) / 3);
            whole.Step();
        }

        return new FsrsFitted(steps > 0 ? whole.Fsrs : Fsrs6.Default, steps, isRecent, best, byDefault);
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

    /// <summary>Adam's way from the defaults, a step at a time, each on the whole log.</summary>
    private sealed class Walk(IReadOnlyList<ReviewedCard> cards, bool isRecencyWeighted)
    {
        private readonly double[][] _importance = Importance(cards, isRecencyWeighted);
        private readonly double[] _defaults = Fsrs6.Default.Weights.ToArray();
        private readonly double[] _weights = Fsrs6.Default.Weights.ToArray();
        private readonly double[] _slope = new double[Fsrs6.WeightCount];
        private readonly double[] _mean = new double[Fsrs6.WeightCount];
        private readonly double[] _square = new double[Fsrs6.WeightCount];
        private int _taken;

        public Fsrs6 Fsrs => new(_weights);

        public void Step()
        {
            _taken++;
            Loss(_weights, cards, _importance, _slope);
            for (int i = 0; i < _weights.Length; i++)
            {
                // In units of the prior's spread all weights are alike, so that one rate suits them.
                double pull = (_slope[i] * Spread[i]) + (2 * (_weights[i] - _defaults[i]) / Spread[i]);
                _mean[i] = (0.9 * _mean[i]) + (0.1 * pull);
                _square[i] = (0.999 * _square[i]) + (0.001 * pull * pull);
                double mean = _mean[i] / (1 - Math.Pow(0.9, _taken));
                double size = Math.Sqrt(_square[i] / (1 - Math.Pow(0.999, _taken))) + 1e-8;
                _weights[i] = Math.Clamp(_weights[i] - (Rate * Spread[i] * mean / size), Least[i], Most[i]);
            }

            for (int i = 1; i < 4; i++) _weights[i] = Math.Max(_weights[i], _weights[i - 1]);
        }
    }
}
