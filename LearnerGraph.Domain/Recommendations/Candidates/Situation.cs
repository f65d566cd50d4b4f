using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Domain.Recommendations.Candidates;

/// <summary>Everything that one computation looks at, gathered once.</summary>
internal readonly ref struct Situation
{
    public required Learner Learner { get; init; }

    public required LearnerState State { get; init; }

    public required RankingCatalog Catalog { get; init; }

    public required RankingPolicy Policy { get; init; }

    public required RecommendationRequest Request { get; init; }

    public required RecommendationRules Rules { get; init; }

    public required TracingRules Tracing { get; init; }

    /// <summary>Of a learner without history where nothing personal may enter.</summary>
    public required Outlook Outlook { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required LocalDay Today { get; init; }

    public required Workspace Work { get; init; }

    public required bool IsPersonal { get; init; }

    /// <summary>The predicted success that questions aim at, and the window around it.</summary>
    public required double Target { get; init; }

    public double Low => Target - Policy.WindowBelow;

    public double Epsilon => Policy.Epsilon ?? Rules.Epsilon;

    public double High => Target + Policy.WindowAbove;

    /// <summary>Bounds of the asked difficulty, in logits.</summary>
    public required double MinDifficulty { get; init; }

    public required double MaxDifficulty { get; init; }

    /// <summary>Dense index of the one asked concept, or -1.</summary>
    public required int OnlyConcept { get; init; }

    /// <summary>
    /// Minutes that one item may well take, from the budget, the device or the learner's sessions; 0 unknown.
    /// </summary>
    public required double FairMinutes { get; init; }

    public CatalogSnapshot Snapshot => Catalog.Snapshot;

    public QuestionTable Table => Catalog.Snapshot.Table;

    /// <summary>Whether course and concept of the request let it through.</summary>
    public bool Admits(int concept) =>
        (OnlyConcept < 0 || OnlyConcept == concept)
        && (Request.Course is not { } course || Snapshot.Concepts[concept].CourseId == course);
}
