using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Recommendations.Judging;

/// <summary>
/// One next-question place of a served set, and what another policy would have put there in the same situation.
/// </summary>
/// <param name="Propensity">Chance with which the serving policy put the shown item there, in (0, 1].</param>
/// <param name="IsSame">Whether the other policy would have put the same question there.</param>
/// <param name="Shown">What the reward model sees of the shown item.</param>
/// <param name="Other">The same of the other policy's item.</param>
public readonly record struct LoggedPlace(
    LearnerId Learner, bool IsRewarded, double Propensity, bool IsSame, PlaceFacts Shown, PlaceFacts Other);

/// <summary>What every item has, whatever the policy: all that a model of rewards may rest on.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Difficulty">In [0, 1].</param>
public readonly record struct PlaceFacts(int Rank, double PredictedSuccess, double Difficulty, double Minutes)
{
    public static PlaceFacts Of(Recommendation item) => new(
        item.Rank, item.PredictedSuccess ?? 0.5, item.RecommendedDifficulty ?? 0.5, item.EstimatedMinutes);
}
