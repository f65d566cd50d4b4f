using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Judging;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Recommendations.UseCases;

/// <summary>What a policy would have earned on this installation's own log.</summary>
/// <param name="Sets">Sets with a traced request that were looked at.</param>
/// <param name="ReplayedShare">Of these, how many the serving policy gives again from the rebuilt state, item for item:
/// far below 1, the situations are not what they were, and the estimate is worth little. Null where none could be
/// tried.</param>
/// <param name="IsSupported">Whether the interval of the mean weight covers 1.</param>
public sealed record PolicyReport(
    string Policy, DateTimeOffset From, int Sets, double? ReplayedShare, bool IsSupported, OffPolicyEstimate Estimate);

/// <summary>
/// Judges a policy by the sets that were served and what came of them: each learner's state is rebuilt as it was at
/// that moment, the policy is asked without its lottery, and logged propensities do the rest. Changes nothing.
/// </summary>
public sealed class EvaluatePolicy(
    IRecommendationStore sets, IPracticeStore practice, ICatalogSource catalogs, RankingCatalogs ranking,
    Recommender recommender)
{
    public async ValueTask<Result<PolicyReport>> RunAsync(
        Caller caller, string key, DateTimeOffset from, IProgress<double> progress, CancellationToken ct)
    {
        if (caller.Needs(Role.Ml) is { } refusal) return refusal;
        KeyValuePair<string, string>[] parameters = [new("epsilon", "0")];
        if (!RankingPolicies.Resolve(key, parameters).TryGet(out var policy, out var problem)) return problem;

        var log = new Dictionary<LearnerId, List<StoredSet>>();
        await foreach (var stored in sets.SinceAsync(caller.Tenant, from, ct))
        {
            if (stored.Set.Trace.Request is null || stored.Set.Source != RecommendationSource.Computed) continue;
            if (!log.TryGetValue(stored.Set.Learner, out var own)) log.Add(stored.Set.Learner, own = []);
            own.Add(stored);
        }

        var catalog = await catalogs.GetAsync(caller.Tenant, ct);
        var replay = new LogReplay(recommender, ranking.Of(caller.Tenant, catalog), policy);
        int done = 0;
        await foreach (var (learner, state, history) in practice.HistoriesAsync(caller.Tenant, ct))
        {
            if (!log.TryGetValue(learner.Id, out var own)) continue;
            replay.Add(learner, state, history, own);
            progress.Report((double)++done / log.Count);
        }

        if (!OffPolicy.Judge(replay.Places).TryGet(out var estimate, out var few)) return few;
        return new PolicyReport(
            policy.Key, from, replay.Sets, replay.ReplayedShare, estimate.MeanWeight.Covers(1), estimate);
    }

    /// <summary>Walks each learner's answers and sets in the order of time.</summary>
    private sealed class LogReplay(Recommender recommender, RankingCatalog catalog, RankingPolicy policy)
    {
        private int _tried;
        private int _same;

        public List<LoggedPlace> Places { get; } = [];

        public int Sets { get; private set; }

        public double? ReplayedShare => _tried == 0 ? null : (double)_same / _tried;

        public void Add(
            Learner learner, LearnerState now, IReadOnlyList<Attempt> history, IReadOnlyList<StoredSet> served)
        {
            var fold = LearnerFold.Replay(recommender.Tracing, catalog.Snapshot, now, learner);
            int next = 0;
            foreach (var stored in served)
            {
                var at = stored.Set.GeneratedAt;
                for (; next < history.Count && history[next].AnsweredAt <= at; next++)
                {
                    if (catalog.Snapshot.FindAny(history[next].Question) is { } question)
                        fold.Add(history[next], question);
                }

                var state = fold.ToState() with
                {
                    Suppressed = [.. now.Suppressed.Where(kept => kept.Until - FeedbackLifeCycle.Dismissal <= at)],
                };
                Sets++;
                var trace = stored.Set.Trace;
                if (RankingPolicies.Resolve(trace.Policy).TryGet(out var serving, out _)
                    && serving.Version == trace.PolicyVersion)
                {
                    _tried++;
                    var again = Recommend(serving, trace.Seed);
                    if (Questions(again).SequenceEqual(Questions(stored.Set))) _same++;
                }

                // Another seed than the log's, or a policy that draws lots would follow the log's draws.
                Places.AddRange(LoggedPlaces.Pair(stored, Recommend(policy, ~trace.Seed)));

                RecommendationSet Recommend(RankingPolicy by, ulong seed) =>
                    recommender.Recommend(learner, state, catalog, by, trace.Request!, at, seed);
            }
        }

        private static IEnumerable<QuestionId> Questions(RecommendationSet set) =>
            set.Items.SelectMany(item => item.Questions);
    }
}
