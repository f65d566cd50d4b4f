using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Recommendations.UseCases;

/// <summary>
/// What is served when the real answer takes too long: the learner's stored set if it comes at once, else a ranking by
/// rules alone. The latter is not stored, and either says what it is.
/// </summary>
public sealed class Degraded(
    IRecommendationStore sets, RankingCatalogs ranking, Recommender recommender, TimeProvider clock)
{
    private const string StaleNote = "An earlier set: a fresh one took too long.";
    private const string RulesNote = "Ranked by simple rules: the full ranking took too long.";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);

    public async ValueTask<ServedSet> ServeAsync(
        LearnerSnapshot learner, CatalogSnapshot catalog, RecommendationRequest request, CancellationToken ct)
    {
        if (await StoredAsync(learner, ct) is { Trace.Request: { } earlier } last && earlier.Equals(request))
        {
            return new ServedSet(Noted(last, StaleNote), RecommendationSource.Stale, catalog);
        }

        var set = recommender.Recommend(
            learner.Learner, learner.State, ranking.Of(catalog), RankingPolicies.RuleOnly, request, clock.GetUtcNow(),
            seed: 0);
        return new ServedSet(Noted(set, RulesNote), RecommendationSource.Degraded, catalog);
    }

    private async ValueTask<RecommendationSet?> StoredAsync(LearnerSnapshot learner, CancellationToken ct)
    {
        try
        {
            var found = await sets.FindActiveAsync(learner.Learner.Tenant, learner.Learner.Id, clock.GetUtcNow(), ct)
                .AsTask().WaitAsync(Patience, clock, ct);
            return found?.Set;
        }
        catch (Exception e) when (e is TimeoutException or System.Data.Common.DbException or IOException)
        {
            return null;
        }
    }

    private static RecommendationSet Noted(RecommendationSet set, string note) => set with
    {
        Mix = [.. set.Mix.Select(share => share with { Note = share.Note is null ? note : $"{note} {share.Note}" })],
    };
}
