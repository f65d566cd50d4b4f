using System.Diagnostics;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Memory;

namespace LearnerGraph.Api.Memory.UseCases;

/// <summary>The chance of recall before a review, from what came before it.</summary>
public readonly record struct RecallChance(string Card, DateTimeOffset At, double P);

/// <summary>How well weights that were fitted to the earlier part of a log predict the later part.</summary>
/// <param name="FitReviews">All reviews of the earlier part.</param>
/// <param name="ScoredReviews">Of the later part, at least a day after the review before.</param>
/// <param name="IsFitted">False where the defaults did as well on the last quarter of the earlier part.</param>
public sealed record ReviewsReport(
    int Cards, int FitReviews, int ScoredReviews, double? LogLoss, double? DefaultLogLoss, bool IsFitted,
    bool IsRecencyWeighted, double? ValidationLogLoss, double? DefaultValidationLogLoss, IReadOnlyList<double> Weights,
    double FitSeconds, double PeakMegabytes)
{
    /// <summary>Of the scored reviews, card by card.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<RecallChance> Chances { get; init; } = [];
}

/// <summary>
/// Fits the memory model to the first part of a review log and predicts the rest, each review from those before it.
/// </summary>
public sealed class EvaluateReviews(IReviewLogFile files)
{
    /// <summary>A day begins at four in the morning, as review programs count.</summary>
    private static readonly TimeSpan StartOfDay = TimeSpan.FromHours(4);

    public Result<ReviewsReport> Run(
        string path, double fitFraction, IProgress<double> progress, CancellationToken ct)
    {
        if (!(fitFraction > 0 && fitFraction < 1))
            return new Problem.Invalid("The share to fit lies between 0 and 1, such as 0.6.");
        if (!files.Read(path, StartOfDay).TryGet(out var cards, out var problem)) return problem;

        var until = ReviewLog.Instant(cards, fitFraction);
        var earlier = ReviewLog.Before(cards, until);
        var watch = Stopwatch.StartNew();
        var fitted = FsrsFit.Run(earlier, progress, ct);
        var took = watch.Elapsed;
        var chances = new List<RecallChance>();
        ReviewLog.Score(fitted.Fsrs, cards, (card, i, recall) =>
        {
            if (card.Reviews[i].At >= until) chances.Add(new RecallChance(card.Name, card.Reviews[i].At, recall));
        });
        using var process = Process.GetCurrentProcess();
        return new ReviewsReport(
            cards.Length, earlier.Sum(card => card.Reviews.Count), chances.Count,
            ReviewLog.LogLoss(fitted.Fsrs, cards, until), ReviewLog.LogLoss(Fsrs6.Default, cards, until),
            fitted.IsFitted, fitted.IsRecencyWeighted, fitted.HeldOutLoss, fitted.DefaultLoss,
            fitted.Fsrs.Weights.ToArray(), took.TotalSeconds, process.PeakWorkingSet64 / 1e6)
        {
            Chances = chances,
        };
    }
}
