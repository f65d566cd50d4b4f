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
/// <param name="Open">Concepts whose state opened this one: its prerequisites with the belief at serving time.</param>
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
    IReadOnlyList<Evidence> Open);

/// <summary>One concept that speaks for an item: its role, and the belief at serving time.</summary>
public sealed record Evidence(ConceptId Concept, string Role, double? Probability, double? Retrievability);
