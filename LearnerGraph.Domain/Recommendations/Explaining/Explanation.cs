using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Domain.Recommendations.Explaining;

/// <summary>Simple for everybody, Detailed for the curious, Technical for staff.</summary>
public enum ExplanationLevel
{
    Simple,
    Detailed,
    Technical,
}

/// <summary>What one feature brought to the score.</summary>
public sealed record FeatureContribution(string Feature, double Value, double Contribution, string Description);

/// <summary>A contribution's share of the sum of magnitudes.</summary>
public sealed record FeatureImportance(string Feature, double Importance);

/// <summary>How far to trust an item; each in [0, 1] and computed.</summary>
/// <param name="AlgorithmConfidence">The item's own: certainty of the estimate, evidence, choice.</param>
/// <param name="DataQuality">Volume and freshness of the learner's answers.</param>
/// <param name="PersonalizationStrength">Share of the score that rests on what this learner did or chose.</param>
public sealed record ConfidenceFactors(double AlgorithmConfidence, double DataQuality, double PersonalizationStrength);

/// <summary>What computed the item; for staff.</summary>
public sealed record AlgorithmDetails(
    string Name, string Version, string? Variant, double Propensity, int Candidates, double ComputeMicroseconds,
    IReadOnlyList<string> ModelVersions);

/// <summary>Why an item was served, told from the stored set alone: the numbers are those that decided.</summary>
/// <remarks>See docs/algorithms/recommendations.md.</remarks>
public sealed record Explanation(
    ExplanationLevel Level,
    IReadOnlyList<string> MainReasons,
    string Narrative,
    IReadOnlyList<FeatureContribution> Contributions,
    IReadOnlyList<FeatureImportance> Importance,
    ConfidenceFactors Confidence,
    IReadOnlyList<Evidence> Evidence,
    string? Counterfactual,
    AlgorithmDetails? Algorithm)
{
    private const int MostReasons = 3;

    private const int MostUnlocks = 3;

    /// <summary>Tells why; texts and graph come from the catalog, every number from the set.</summary>
    /// <param name="counterfactual">From <see cref="Explaining.Counterfactual"/>; shown from Detailed on.</param>
    /// <param name="headline">What the narrative opens with.</param>
    public static Explanation From(
        RecommendationSet set, Recommendation item, CatalogSnapshot catalog, ExplanationLevel level,
        string? counterfactual = null, string headline = RecommendationRules.DefaultHeadline)
    {
        var reasons = ReasonsOf(set, item, catalog);
        bool isDetailed = level >= ExplanationLevel.Detailed;
        return new Explanation(
            level, reasons, Narrate(set, item, catalog, reasons, headline), ContributionsOf(set, item),
            ImportanceOf(set, item),
            new ConfidenceFactors(item.Confidence, set.Trace.DataQuality, PersonalizationOf(set, item)),
            isDetailed ? EvidenceOf(item, catalog) : [], isDetailed ? counterfactual : null,
            level == ExplanationLevel.Technical ? AlgorithmOf(set, item) : null);
    }

    /// <summary>Up to three sentences, by contribution; a feature that brought nothing gives none.</summary>
    private static List<string> ReasonsOf(RecommendationSet set, Recommendation item, CatalogSnapshot catalog)
    {
        var facts = ItemFacts.Of(item, set.Trace, catalog);
        var reasons = new List<string>(MostReasons);
        if (item.IsExploration) reasons.Add(Wording.Drawn);
        foreach (int f in Enumerable.Range(0, item.Contributions.Length)
            .Where(f => item.Contributions[f] > 0).OrderByDescending(f => item.Contributions[f]))
        {
            if (reasons.Count == MostReasons) break;
            if (Features.Find(set.Trace.Features[f]) is not { } feature) continue;
            string reason = Wording.Reason(feature, item.Features[f], facts);
            if (!reasons.Contains(reason)) reasons.Add(reason);
        }

        return reasons;
    }

    private static string Narrate(
        RecommendationSet set, Recommendation item, CatalogSnapshot catalog, List<string> reasons, string headline)
    {
        string name = item.Concept is { } id ? catalog.Find(id)?.Name ?? "" : "";
        string what = item.Lane switch
        {
            Lane.NextQuestion => $"a question on {name}.",
            Lane.SpacedReview when item.Questions.Count == 1 => $"a review of {name} with 1 question.",
            Lane.SpacedReview => $"a review of {name} with {item.Questions.Count} questions.",
            _ => item.Goal is { } goal ? Lowered(Wording.Ask(goal, name)) : "a goal.",
        };
        string note = set.Note is null ? "" : $" {set.Note}";
        return $"{headline}: {what} {string.Join(' ', reasons)}{note}";
    }

    private static FeatureContribution[] ContributionsOf(RecommendationSet set, Recommendation item)
    {
        var contributions = new FeatureContribution[item.Contributions.Length];
        for (int f = 0; f < contributions.Length; f++)
        {
            string name = set.Trace.Features[f];
            contributions[f] = new FeatureContribution(
                name, item.Features[f], item.Contributions[f],
                Features.Find(name) is { } feature ? Features.DescriptionOf(feature) : name);
        }

        return contributions;
    }

    private static FeatureImportance[] ImportanceOf(RecommendationSet set, Recommendation item)
    {
        double total = item.Contributions.Sum(Math.Abs);
        if (total == 0) return [];
        var names = set.Trace.Features;
        return [.. item.Contributions.Select((c, f) => new FeatureImportance(names[f], Math.Abs(c) / total))];
    }

    /// <summary>Σ |c_f| share_f / Σ |c_f|, where share_f is what of a feature is this learner's own.</summary>
    private static double PersonalizationOf(RecommendationSet set, Recommendation item)
    {
        double total = item.Contributions.Sum(Math.Abs);
        if (total == 0) return 0;
        double evidence = set.Trace.Evidence / (set.Trace.Evidence + 10.0), own = 0;
        for (int f = 0; f < item.Contributions.Length; f++)
        {
            if (Features.Find(set.Trace.Features[f]) is { } feature)
                own += Math.Abs(item.Contributions[f]) * Features.PersonalShare(feature, evidence);
        }

        return own / total;
    }

    private static List<Evidence> EvidenceOf(Recommendation item, CatalogSnapshot catalog)
    {
        var evidence = item.Open.ToList();
        if (item.Concept is not { } id || catalog.IndexOf(id) is not (>= 0 and var concept)) return evidence;
        foreach (int next in catalog.Graph.Dependents(concept))
        {
            if (evidence.Count >= item.Open.Count + MostUnlocks) break;
            evidence.Add(new Evidence(catalog.Concepts[next].Id, EvidenceRole.Unlocks, null, null));
        }

        return evidence;
    }

    private static AlgorithmDetails AlgorithmOf(RecommendationSet set, Recommendation item) =>
        new(set.Trace.Policy, set.Trace.PolicyVersion,
            set.Assignments.FirstOrDefault(a => a.Variant is not null)?.Variant,
            item.Propensity, set.Trace.Candidates, set.Trace.ComputeMicroseconds, set.Trace.ModelVersions);

    private static string Lowered(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
