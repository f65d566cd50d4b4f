using System.Diagnostics;
using LearnerGraph.Api.Experiments.UseCases;
using LearnerGraph.Api.Operations;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Recommendations.UseCases;

/// <summary>A set as it is served: its own source tells how it was made, this one how it got here.</summary>
public sealed record ServedSet(RecommendationSet Set, RecommendationSource Source, CatalogSnapshot Catalog);

/// <summary>Answers "what now?" within the deadline, from the cache where nothing has changed.</summary>
public sealed class RecommendNext(
    ICatalogSource catalogs,
    IRecommendationStore sets,
    ISetCache cache,
    IPolicyChooser policies,
    RankingCatalogs ranking,
    Recommender recommender,
    Degraded degraded,
    RecordExposure exposures,
    RecommendationOptions options,
    Instruments instruments,
    TimeProvider clock)
{
    private const double Jitter = 0.1;

    /// <param name="isFresh">Past the cache, which gets the new set.</param>
    public async ValueTask<Result<ServedSet>> RunAsync(
        Caller caller, LearnerSnapshot learner, RecommendationRequest asked, bool isFresh, CancellationToken ct)
    {
        var id = learner.Learner.Id;
        if ((isFresh ? caller.MayActFor(id) : caller.MayRead(id)) is { } refusal) return refusal;
        if (!asked.Checked().TryGet(out var request, out var problem)) return problem;

        var start = Stopwatch.GetTimestamp();
        var catalog = await catalogs.GetAsync(caller.Tenant, ct);
        ServedSet served;
        string? reason = null;
        var work = FindAsync(learner, catalog, request, isFresh, ct);
        if (work.IsCompletedSuccessfully)
        {
            served = work.Result;
        }
        else
        {
            // Past the deadline the work goes on beside, so that the next caller finds what this one did not wait for.
            var pending = work.AsTask();
            try
            {
                served = await pending.WaitAsync(options.Deadline, clock, ct);
            }
            catch (Exception e) when (e is TimeoutException or System.Data.Common.DbException or IOException)
            {
                _ = pending.ContinueWith(
                    static done => _ = done.Exception, CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                var why = e is TimeoutException ? "a fresh one took too long" : "a part is not available";
                reason = e is TimeoutException ? "late" : "unavailable";
                var set = await degraded.ServeAsync(
                    learner, ranking.Of(caller.Tenant, catalog), request, why, ct);
                served = new ServedSet(set, set.Source, catalog);
            }
        }

        await exposures.RunAsync(caller, learner.Learner, served.Set, ct);
        instruments.Served(
            caller.Tenant, served.Source.ToString().ToLowerInvariant(), reason, Stopwatch.GetElapsedTime(start),
            served.Set.Items.Count);
        return served;
    }

    private async ValueTask<ServedSet> FindAsync(
        LearnerSnapshot learner, CatalogSnapshot catalog, RecommendationRequest request, bool isFresh,
        CancellationToken ct)
    {
        var choice = await policies.ChooseAsync(learner.Learner, ct);
        var ranked = ranking.Of(learner.Learner.Tenant, catalog);
        var key = SetKey.For(
            learner.Learner.Tenant, learner.Learner.Id, learner.State.Version,
            $"{choice.Key}/{ranked.Scorer?.ModelVersion}", request);
        if (isFresh)
        {
            var fresh = await ComputeAsync(learner, ranked, request, choice, ct);
            await cache.KeepAsync(key, fresh, ct);
            return new ServedSet(fresh, fresh.Source, catalog);
        }

        var cached = await cache.GetOrComputeAsync(
            key, set => SetCurrency.IsCurrent(set, catalog, learner.Learner, learner.State, request),
            token => ComputeAsync(learner, ranked, request, choice, token), ct);
        var isInProcess = cached.Level is CacheLevel.Process;
        instruments.CacheLookup(learner.Learner.Tenant, "process", isInProcess);
        if (!isInProcess)
            instruments.CacheLookup(learner.Learner.Tenant, "shared", cached.Level is CacheLevel.Shared);
        if (cached.IsJoined) instruments.StampedeSaved(learner.Learner.Tenant);
        var source = cached.Level is CacheLevel.None ? cached.Set.Source : RecommendationSource.Cache;
        return new ServedSet(cached.Set, source, catalog);
    }

    private async ValueTask<RecommendationSet> ComputeAsync(
        LearnerSnapshot learner, RankingCatalog catalog, RecommendationRequest request, PolicyChoice choice,
        CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        var now = clock.GetUtcNow();
        var seed = (ulong)Random.Shared.NextInt64();
        var set = Recommend(learner, catalog, request, choice, now, seed);

        // Sets made in one burst do not all end in one moment.
        var spread = 1 + (Jitter * ((2 * Random.Shared.NextDouble()) - 1));
        set = set.Timed(Stopwatch.GetElapsedTime(start).TotalMicroseconds) with
        {
            ExpiresAt = now + (spread * TimeSpan.FromSeconds(options.TtlSeconds)),
        };
        return set with { Id = await sets.AddAsync(learner.Learner.Tenant, set, ct) };
    }

    // A model that is late or gone takes nothing else with it: the rules alone rank, and say so.
    private RecommendationSet Recommend(
        LearnerSnapshot learner, RankingCatalog catalog, RecommendationRequest request, PolicyChoice choice,
        DateTimeOffset now, ulong seed)
    {
        try
        {
            return recommender.Recommend(
                learner.Learner, learner.State, catalog, choice.Policy, request, now, seed, choice.Assignments);
        }
        catch (ScorerUnavailableException e)
        {
            return Fallbacks.RuleOnly(
                recommender, learner.Learner, learner.State, catalog, request, now, seed, e.Message)
                with { Assignments = choice.Assignments };
        }
    }
}
