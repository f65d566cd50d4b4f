namespace LearnerGraph.Domain.Recommendations.Ranking;

/// <summary>
/// What a score is made of; every value lies in [0, 1], and docs/algorithms says how each is computed.
/// </summary>
public enum Feature
{
    MasteryGap,
    DifficultyMatch,
    TemporalSpacing,
    Preference,
    Goal,
    GraphImportance,
    CollaborativeAffinity,
    ContentAffinity,
    Novelty,
    TimeFit,
    Popularity,
    CurriculumOrder,
    Chance,
}

/// <summary>Names and meanings of the features, and whose they are.</summary>
public static class Features
{
    public const int Count = 13;

    private static readonly string[] Names =
    [
        "mastery_gap", "difficulty_match", "temporal_spacing", "preference", "goal", "graph_importance",
        "collaborative_affinity", "content_affinity", "novelty", "time_fit", "popularity", "curriculum_order", "chance",
    ];

    private static readonly string[] Descriptions =
    [
        "How much of the concept is not mastered yet.",
        "How near the predicted success is to the learner's target.",
        "How much has been forgotten, or how soon a goal lapses.",
        "How near the difficulty is to the one that the learner prefers.",
        "How directly it serves a goal that the learner has set.",
        "How much of the prerequisite graph rests on the concept.",
        "How often learners who practised the same questions practised this one.",
        "How much it shares with the topics that the learner practises.",
        "How new the concept is to the learner.",
        "How well it fits the time at hand.",
        "How often learners in general practise it.",
        "How early it stands in the order of the curriculum.",
        "A draw by lot.",
    ];

    /// <summary>As in traces, policies and explanations.</summary>
    public static string NameOf(Feature feature) => Names[(int)feature];

    public static string DescriptionOf(Feature feature) => Descriptions[(int)feature];

    public static Feature? Find(string name) => Array.IndexOf(Names, name) is >= 0 and var at ? (Feature)at : null;

    /// <summary>
    /// The part of a feature that is this learner's own: 1 for what they chose or did, the share of evidence behind
    /// their ability where that is judged, 0 for what holds for everybody.
    /// </summary>
    /// <param name="evidence">n / (n + 10) for n answers.</param>
    public static double PersonalShare(Feature feature, double evidence) => feature switch
    {
        Feature.MasteryGap or Feature.DifficultyMatch or Feature.TemporalSpacing or Feature.Novelty => evidence,
        Feature.Preference or Feature.Goal or Feature.CollaborativeAffinity or Feature.ContentAffinity => 1,
        _ => 0,
    };
}
