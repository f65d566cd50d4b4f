using System.Data.Common;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Recommendations.UseCases;

/// <summary>
/// What is served when the real answer takes too long: the learner's stored set if it comes at once, else a ranking by
/// rules alone. The latter is not stored, and either says what it is.
/// </summary>
public sealed class Degraded(
    IRecommendationStore sets, Recommender recommender, RecommendationOptions options, TimeProvider clock)
{
    // The deadline is over: a stored set is worth a little more waiting, not much.
    private readonly TimeSpan _patience = options.Deadline / 4;

    public async ValueTask<RecommendationSet> ServeAsync(
        LearnerSnapshot learner, RankingCatalog catalog, RecommendationRequest request, string why,
        CancellationToken ct)
    {
        if (await StoredAsync(learner, ct) is { Trace.Request: { } earlier } last && earlier.Equals(request))
        {
            return Fallbacks.Stale(last, why);
        }

        return Fallbacks.RuleOnly(
            recommender, learner.Learner, learner.State, catalog, request, clock.GetUtcNow(), seed: 0, why);
    }

    private async ValueTask<RecommendationSet?> StoredAsync(LearnerSnapshot learner, CancellationToken ct)
    {
        try
        {
            var found = await sets.FindActiveAsync(learner.Learner.Tenant, learner.Learner.Id, clock.GetUtcNow(), ct)
                .AsTask().WaitAsync(_patience, clock, ct);
            return found?.Set;
        }
        catch (Exception e) when (e is TimeoutException or DbException or IOException)
        {
            return null;
        }
    }
}
