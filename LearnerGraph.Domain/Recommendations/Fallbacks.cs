using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>
/// The steps down when there is no time or a part is missing: an earlier set, then the rules alone, then what is
/// popular at the learner's level. Each says what it is, in its source and in the notes of its mix.
/// </summary>
public static class Fallbacks
{
    /// <summary>An earlier set of the same learner stands in.</summary>
    public static RecommendationSet Stale(RecommendationSet earlier, string why) =>
        Marked(earlier, RecommendationSource.Stale, $"An earlier set stands in: {why}.");

    /// <summary>The four given features over the state at hand: no lottery, no other learners, no diversity.</summary>
    public static RecommendationSet RuleOnly(
        Recommender recommender, Learner learner, LearnerState state, RankingCatalog catalog,
        RecommendationRequest request, DateTimeOffset now, ulong seed, string why) =>
        Marked(
            recommender.Recommend(learner, state, catalog, RankingPolicies.RuleOnly, request, now, seed),
            RecommendationSource.Degraded, $"Ranked by rule alone: {why}.");

    /// <summary>What many practise at the declared level; needs nothing of the learner but the profile.</summary>
    public static RecommendationSet PopularAtLevel(
        Recommender recommender, Learner learner, RankingCatalog catalog, RecommendationRequest request,
        DateTimeOffset now, ulong seed, string why) =>
        Marked(
            recommender.Recommend(
                learner, LearnerState.Empty, catalog, RankingPolicies.PopularAtLevel, request, now, seed),
            RecommendationSource.Degraded, $"Popular questions at the learner's level: {why}.");

    private static RecommendationSet Marked(RecommendationSet set, RecommendationSource source, string note) =>
        set with
        {
            Source = source,
            Note = note,
            Mix = [.. set.Mix.Select(s => s with { Note = s.Note is null ? note : $"{note} {s.Note}" })],
        };
}
