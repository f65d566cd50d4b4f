using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Infrastructure.Learning.Ncf;

namespace LearnerGraph.Infrastructure.Learning.Ranking;

/// <summary>The ranking models by name, with the settings they are fitted with.</summary>
public static class RankingModels
{
    /// <summary>Ridge of EASE, in users.</summary>
    internal const double EaseRidge = 1000;

    internal static readonly ImplicitOptions Factors = new();

    internal static readonly NcfOptions Ncf = new(Rate: 3e-4f, Decay: 0.05f, Epochs: 8, Start: Factors);

    /// <summary>From the simplest to the largest.</summary>
    public static IReadOnlyList<RankingModelKind> All { get; } =
    [
        new("pop", (pairs, _) => new PopularityScorer(pairs)),
        new("knn", ItemNeighbours.Fit, Ease.MaxItems),
        new("ease", (pairs, fit) => Ease.Fit(pairs, fit, EaseRidge), Ease.MaxItems),
        new("ials", (pairs, fit) => ImplicitFactors.Fit(pairs, fit, Factors)),
        new("ncf", (pairs, fit) => NcfTrainer.Fit(pairs, fit, Ncf)),
    ];
}
