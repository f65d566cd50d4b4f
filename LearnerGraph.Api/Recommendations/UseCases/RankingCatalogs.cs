using System.Runtime.CompilerServices;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Api.Recommendations.UseCases;

/// <summary>The ranking side of each catalog snapshot, built once and gone with the snapshot.</summary>
public sealed class RankingCatalogs
{
    private readonly ConditionalWeakTable<CatalogSnapshot, RankingCatalog> _built = [];

    public RankingCatalog Of(CatalogSnapshot snapshot) =>
        _built.GetValue(snapshot, static catalog => RankingCatalog.Build(catalog));
}
