using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Models;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Api.Models.UseCases;

/// <summary>
/// The models that rank now, opened and warmed up, by tenant. They are swapped as a whole: who ranks at that moment
/// ends with the one that it began with.
/// </summary>
public sealed class ServedModels(
    IModelRegistry registry, EvaluateModel models, ICandidateScorers scorers, ShadowScores shadows,
    ILogger<ServedModels> log) : IDisposable
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(PromotionGate.MaxLatencyMs);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private Dictionary<ModelVersionId, ICandidateScorer> _opened = [];
    private volatile Dictionary<TenantId, ICandidateScorer> _live = [];

    /// <summary>Null where no model ranks.</summary>
    public ICandidateScorer? Of(TenantId tenant) => _live.GetValueOrDefault(tenant);

    /// <summary>Opens what has come to serve or to shadow since; what stays is not opened again.</summary>
    public async ValueTask RefreshAsync(CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            var versions = await registry.LiveAsync(ct);
            var opened = new Dictionary<ModelVersionId, ICandidateScorer>();
            foreach (var version in versions)
            {
                if ((_opened.GetValueOrDefault(version.Id) ?? Open(version)) is { } scorer)
                    opened[version.Id] = scorer;
            }

            var live = new Dictionary<TenantId, ICandidateScorer>();
            foreach (var ofTenant in versions.Where(one => opened.ContainsKey(one.Id)).GroupBy(one => one.Tenant))
            {
                var serving = Promotion.Serving(ofTenant) is { } served ? opened[served.Id] : null;
                var shadow = ofTenant.FirstOrDefault(one => one.Stage == ModelStage.Shadow);
                live[ofTenant.Key] = shadow is null
                    ? serving!
                    : new ShadowedScorer(serving, opened[shadow.Id], shadows);
            }

            // One that could not be opened is tried again next time.
            _opened = opened.Where(one => one.Value is not Unavailable).ToDictionary();
            _live = live;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private ICandidateScorer? Open(ModelVersion version)
    {
        if (models.Open(version).TryGet(out var model, out var problem))
        {
            if (scorers.Of(model, version.Label, Budget) is not { } scorer) return null;

            // The first pass pays for memory and compiled code; no learner should.
            model.LatencyMs();
            log.LogInformation("{Version} is open, {Stage}", version.Label, version.Stage);
            return scorer;
        }

        log.LogError("{Version} cannot be opened: {Problem}", version.Label, problem.Message);
        return new Unavailable(version.Label);
    }

    // Says so with every set, so that nobody takes rules alone for what was promised.
    private sealed class Unavailable(string label) : ICandidateScorer
    {
        public string ModelVersion => label;

        public void Score(
            CatalogSnapshot catalog, LearnerId learner, in AnsweredQuestions answered,
            ReadOnlySpan<int> candidates, Span<double> affinities) =>
            throw new ScorerUnavailableException($"{label} is not available");
    }
}
