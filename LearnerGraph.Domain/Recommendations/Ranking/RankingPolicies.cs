using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Recommendations.Ranking;

/// <summary>The registered ranking policies, by key.</summary>
/// <remarks>docs/algorithms/recommendations.md gives every weight and why it is what it is.</remarks>
public static class RankingPolicies
{
    /// <summary>
    /// What popularity may weigh outside the policy that is named after it, so that the known stays not all.
    /// </summary>
    public const double MostPopularity = 0.1;

    /// <summary>
    /// The production default: mastery, difficulty, spacing and preference, with everything else beside.
    /// </summary>
    public static readonly RankingPolicy Hybrid = new(
        "hybrid_v1", "1",
        (Feature.MasteryGap, 0.4), (Feature.DifficultyMatch, 0.3), (Feature.TemporalSpacing, 0.2),
        (Feature.Preference, 0.1), (Feature.Goal, 0.15), (Feature.GraphImportance, 0.05),
        (Feature.CollaborativeAffinity, 0.05), (Feature.ContentAffinity, 0.05), (Feature.Novelty, 0.05),
        (Feature.TimeFit, 0.05));

    /// <summary>What resembles the topics that the learner practises.</summary>
    public static readonly RankingPolicy ContentBased = new(
        "content_based_v1", "1",
        (Feature.ContentAffinity, 0.5), (Feature.DifficultyMatch, 0.2), (Feature.TemporalSpacing, 0.1),
        (Feature.Preference, 0.15), (Feature.Goal, 0.05));

    /// <summary>What learners with a like history practised: item kNN over attempts.</summary>
    public static readonly RankingPolicy CollaborativeFiltering = new(
        "collaborative_filtering_v2", "2",
        (Feature.CollaborativeAffinity, 0.6), (Feature.DifficultyMatch, 0.15), (Feature.TemporalSpacing, 0.1),
        (Feature.MasteryGap, 0.1), (Feature.Popularity, 0.05))
    {
        // The nearest questions by difficulty are not always those that others chose.
        QuestionsPerConcept = 8,
        ConceptsRanked = int.MaxValue,
    };

    /// <summary>
    /// What is practised most, at the learner's level: the yardstick that personal policies must beat.
    /// </summary>
    public static readonly RankingPolicy Popularity = new(
        "popularity_v1", "1",
        (Feature.Popularity, 0.7), (Feature.DifficultyMatch, 0.2), (Feature.TemporalSpacing, 0.1))
    {
        QuestionsPerConcept = 8,
    };

    /// <summary>Next questions by lot among those that are open and in the zone: the unbiased baseline.</summary>
    /// <remarks>Spacing weighs nothing in the lottery; it is what the other two lanes are told apart by.</remarks>
    public static readonly RankingPolicy Random = new(
        "random_v1", "1", (Feature.Chance, 0.9), (Feature.TemporalSpacing, 0.1))
    {
        Epsilon = 1,
        ConceptsRanked = int.MaxValue,
    };

    /// <summary>For learners who want nothing personal: the curriculum's order at their declared level.</summary>
    public static readonly RankingPolicy Curriculum = new(
        "curriculum_v1", "1",
        (Feature.CurriculumOrder, 0.6), (Feature.DifficultyMatch, 0.3), (Feature.Popularity, 0.1))
    {
        Epsilon = 0,
        IsPersonal = false,
    };

    /// <summary>
    /// The rule-only ranking of a degraded answer: the four given features and nothing that has to be loaded.
    /// </summary>
    public static readonly RankingPolicy RuleOnly = new(
        "rule_only_v1", "1",
        (Feature.MasteryGap, 0.4), (Feature.DifficultyMatch, 0.3), (Feature.TemporalSpacing, 0.2),
        (Feature.Preference, 0.1))
    {
        Epsilon = 0,
        Diversity = 0,
        QuestionsPerConcept = 2,
    };

    /// <summary>
    /// The last step of a degraded answer: popular questions at the declared level, nothing personal.
    /// </summary>
    public static readonly RankingPolicy PopularAtLevel = new(
        "popular_at_level_v1", "1",
        (Feature.Popularity, 0.7), (Feature.DifficultyMatch, 0.3))
    {
        Epsilon = 0,
        IsPersonal = false,
    };

    /// <summary>All that an experiment may name.</summary>
    public static readonly IReadOnlyList<RankingPolicy> All =
        [Hybrid, ContentBased, CollaborativeFiltering, Popularity, Random, Curriculum, RuleOnly];

    public static RankingPolicy Default => Hybrid;

    /// <summary>The policy of that key, with the parameters of a variant.</summary>
    public static Result<RankingPolicy> Resolve(
        string key, IReadOnlyCollection<KeyValuePair<string, string>>? parameters = null)
    {
        foreach (var policy in All)
        {
            if (policy.Key == key) return policy.With(parameters ?? []);
        }

        return new Problem.NotFound("ranking policy", key);
    }
}
