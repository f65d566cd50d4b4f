using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Recommendations.UseCases;

/// <summary>
/// What is served when the real answer takes too long: the learner's last set, else a ranking by rules alone. It is not
/// stored, and says what it is.
/// </summary>
public sealed class Degraded(ISetCache cache, RankingCatalogs ranking, Recommender recommender, TimeProvider clock)
{
    private const string StaleNote = "An earlier set: a fresh one took too long.";
    private const string RulesNote = "Ranked by simple rules: the full ranking took too long.";

    public ServedSet Serve(LearnerSnapshot learner, CatalogSnapshot catalog, RecommendationRequest request)
    {
        if (cache.Recall(learner.Learner.Tenant, learner.Learner.Id) is { Trace.Request: { } earlier } last
            && earlier.Equals(request))
        {
            return new ServedSet(Noted(last, StaleNote), RecommendationSource.Stale, catalog);
        }

        var set = recommender.Recommend(
            learner.Learner, learner.State, ranking.Of(catalog), RankingPolicies.RuleOnly, request, clock.GetUtcNow(),
            seed: 0);
        return new ServedSet(Noted(set, RulesNote), RecommendationSource.Degraded, catalog);
    }

    private static RecommendationSet Noted(RecommendationSet set, string note) => set with
    {
        Mix = [.. set.Mix.Select(share => share with { Note = share.Note is null ? note : $"{note} {share.Note}" })],
    };
}
