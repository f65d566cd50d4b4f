using System.Runtime.CompilerServices;
using LearnerGraph.Api.Models.UseCases;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Api.Recommendations.UseCases;

/// <summary>
/// The ranking side of each catalog snapshot with the model that ranks now: built once, gone with the snapshot, and
/// anew where another model has come to serve.
/// </summary>
public sealed class RankingCatalogs(ServedModels models)
{
    private readonly ConditionalWeakTable<CatalogSnapshot, RankingCatalog> _built = [];

    public RankingCatalog Of(TenantId tenant, CatalogSnapshot snapshot)
    {
        var scorer = models.Of(tenant);
        if (_built.TryGetValue(snapshot, out var built) && ReferenceEquals(built.Scorer, scorer)) return built;

        built = RankingCatalog.Build(snapshot, scorer);
        _built.AddOrUpdate(snapshot, built);
        return built;
    }
}
