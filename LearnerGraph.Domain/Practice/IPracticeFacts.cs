using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Practice;

/// <summary>What all learners did on one local day.</summary>
/// <param name="Learners">With any practice.</param>
public sealed record DayTotals(
    LocalDay Day, int Learners, double Minutes, int Attempts, int Correct, int ConceptsMastered);

/// <summary>All that a learner had practised up to a day; equal ones mean that nothing of it has changed.</summary>
public sealed record PracticeStamp(
    LearnerId Learner, int Days, double Minutes, int Attempts, int Correct, int ConceptsMastered);

/// <summary>A learner's first right answer at a concept.</summary>
/// <param name="Sequence">Commit sequence of the answer: smaller ones came first.</param>
public readonly record struct FirstSuccess(LearnerId Learner, ConceptId Concept, long Sequence);

/// <summary>Daily facts over many learners, for background work only: these read a whole tenant.</summary>
public interface IPracticeFacts
{
    /// <summary>Number of the newest judged answer, over all tenants; 0 before the first.</summary>
    ValueTask<long> WatermarkAsync(CancellationToken ct);

    /// <summary>Every day with practice, oldest first.</summary>
    ValueTask<IReadOnlyList<DayTotals>> TotalsAsync(TenantId tenant, CancellationToken ct);

    /// <summary>Of the learners who practised between two days, all that they did up to the second, by id.</summary>
    ValueTask<IReadOnlyList<PracticeStamp>> StampsAsync(
        TenantId tenant, LocalDay from, LocalDay to, CancellationToken ct);

    /// <summary>First right answers at a course's concepts of the newest so many learners, by learner.</summary>
    ValueTask<IReadOnlyList<FirstSuccess>> FirstSuccessesAsync(
        TenantId tenant, CourseId course, int learners, CancellationToken ct);
}
