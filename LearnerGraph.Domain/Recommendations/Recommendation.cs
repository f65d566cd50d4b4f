using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>
/// The life of a served item. Shown, Accepted and Rejected come from feedback; Expired from the clock.
/// </summary>
public enum RecommendationStatus
{
    Pending,
    Shown,
    Accepted,
    Rejected,
    Completed,
    Expired,
}

/// <summary>
/// One ranked item with the trace of its score: feature values and weighted contributions in the order of the set's
/// feature names; the contributions add up to the score.
/// </summary>
/// <param name="Rank">Position in the set, from 1.</param>
/// <param name="Questions">One for a next question, one or more for a review, none for a goal.</param>
/// <param name="Confidence">In [0, 1].</param>
/// <param name="Propensity">Chance with which the policy puts this item at this slot, in (0, 1].</param>
/// <param name="Open">What speaks for it: the concept's own belief at serving time and those of its
/// prerequisites.</param>
/// <param name="DaysSincePractice">Since the last dated answer at the concept; null without one.</param>
public sealed record Recommendation(
    Lane Lane,
    int Rank,
    double Score,
    double Confidence,
    string Reason,
    ConceptId? Concept,
    IReadOnlyList<QuestionId> Questions,
    double? RecommendedDifficulty,
    double? PredictedSuccess,
    StreakGoal? Goal,
    double EstimatedMinutes,
    double[] Features,
    double[] Contributions,
    double Propensity,
    bool IsExploration,
    IReadOnlyList<Evidence> Open,
    double? DaysSincePractice = null);

/// <summary>One concept that speaks for an item: its role, and the belief at serving time.</summary>
/// <param name="Role">One of <see cref="EvidenceRole"/>.</param>
public readonly record struct Evidence(ConceptId Concept, string Role, double? Probability, double? Retrievability);

/// <summary>The roles that concepts play for an item.</summary>
public static class EvidenceRole
{
    /// <summary>The item's own concept.</summary>
    public const string Own = "concept";

    public const string Prerequisite = "prerequisite";

    /// <summary>A concept that this one opens; from the graph, without a belief.</summary>
    public const string Unlocks = "unlocks";
}
