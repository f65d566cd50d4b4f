using LearnerGraph.Domain.Intelligence.Personal;

namespace LearnerGraph.Api.Intelligence.Search;

/// <summary>How a learner's search is ordered.</summary>
public sealed record SearchOptions
{
    public const string Section = "Search";

    /// <summary>The share of places after the first that are left to chance.</summary>
    public double Epsilon { get; init; } = 0.1;

    /// <summary>What the direction of a learner's likings adds, against 1 for the similarity.</summary>
    public double TasteWeight { get; init; } = TasteRules.Default.TasteWeight;

    public double HalfLifeDays { get; init; } = TasteRules.Default.HalfLifeDays;

    public double ExpiryDays { get; init; } = TasteRules.Default.ExpiryDays;

    /// <summary>Texts that stand elsewhere for one learner at most; the longest untouched go first.</summary>
    public int MostVectors { get; init; } = 500;

    public TasteRules Taste => new(HalfLifeDays, ExpiryDays, TasteWeight);
}
