namespace LearnerGraph.Domain.Memory;

/// <summary>
/// The product's use of FSRS-6: no learning steps, real elapsed time, unrounded intervals. The first attempt at a
/// concept
/// on a local day is the review; later ones that day move stability by the same-day formula.
/// </summary>
/// <param name="fsrs">Weights; fitted per course where there is enough of a log.</param>
/// <param name="desiredRetention">Recall at which a concept comes due, in (0, 1).</param>
public sealed class ReviewScheduler(Fsrs6 fsrs, double desiredRetention = ReviewScheduler.DefaultRetention)
{
    public const double DefaultRetention = 0.9;

    public static readonly ReviewScheduler Default = new(Fsrs6.Default);

    public Fsrs6 Fsrs => fsrs;

    public double DesiredRetention => desiredRetention;

    /// <summary>The same memory with a learner's own aim; null: this one.</summary>
    public ReviewScheduler For(double? ownRetention) =>
        ownRetention is { } own && own != desiredRetention ? new ReviewScheduler(fsrs, own) : this;

    /// <summary>The memory as it would come due here; what is remembered stays.</summary>
    public MemoryState Rescheduled(in MemoryState memory) =>
        memory.Exists ? memory with { NextReview = DueAt(memory.Stability, memory.LastReview) } : memory;

    /// <summary>
    /// What an answer says in FSRS grades: wrong 1, right with a hint 2, right 3; 4 comes from imports only.
    /// </summary>
    public static int GradeOf(bool correct, int hintsUsed, int? imported) =>
        imported ?? (correct ? (hintsUsed > 0 ? 2 : 3) : 1);

    /// <summary>Chance of recall at an instant, in (0, 1]; null before the first dated attempt.</summary>
    public double? Retrievability(in MemoryState memory, DateTimeOffset at) =>
        memory.Exists ? fsrs.Retrievability((at - memory.LastReview).TotalDays, memory.Stability) : null;

    /// <summary>
    /// The memory after an attempt; <paramref name="isSameDay"/> where the last one was on the same day.
    /// </summary>
    public MemoryState Review(in MemoryState memory, int grade, DateTimeOffset at, bool isSameDay)
    {
        if (!memory.Exists)
        {
            double first = fsrs.FirstStability(grade);
            return new MemoryState(first, fsrs.FirstDifficulty(grade), at, DueAt(first, at), 1, 0);
        }

        double recall = fsrs.Retrievability((at - memory.LastReview).TotalDays, memory.Stability);
        double stability = isSameDay ? fsrs.StabilitySameDay(memory.Stability, grade)
            : grade == 1 ? fsrs.StabilityAfterLapse(memory.Difficulty, memory.Stability, recall)
            : fsrs.StabilityAfterRecall(memory.Difficulty, memory.Stability, recall, grade);
        return new MemoryState(
            stability, fsrs.NextDifficulty(memory.Difficulty, grade), at, DueAt(stability, at),
            memory.Reviews + (isSameDay ? 0 : 1), memory.Lapses + (!isSameDay && grade == 1 ? 1 : 0));
    }

    private DateTimeOffset DueAt(double stability, DateTimeOffset at) =>
        at.AddDays(Math.Min(fsrs.Interval(stability, desiredRetention), Fsrs6.MaxStability));
}
