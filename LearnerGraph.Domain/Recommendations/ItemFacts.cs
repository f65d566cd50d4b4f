using LearnerGraph.Domain.Content;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>The numbers that a reason speaks of; 0 where the item has none, and then no reason speaks of it.</summary>
internal readonly ref struct ItemFacts
{
    public required Lane Lane { get; init; }

    public required string Name { get; init; }

    public required bool Practised { get; init; }

    /// <summary>Whether the learner has answered anything that beliefs rest on.</summary>
    public required bool HasHistory { get; init; }

    public required double Success { get; init; }

    public required double Target { get; init; }

    public required double Recall { get; init; }

    public required double DaysSince { get; init; }

    public required double Difficulty { get; init; }

    public required double Minutes { get; init; }

    public required int Unlocks { get; init; }

    public required StreakGoal? Goal { get; init; }

    /// <summary>Of a stored item; the catalog gives the name and what builds on the concept.</summary>
    public static ItemFacts Of(Recommendation item, SetTrace trace, CatalogSnapshot catalog)
    {
        int concept = item.Concept is { } id ? catalog.IndexOf(id) : -1;
        double recall = 0;
        bool practised = false;
        foreach (var evidence in item.Open)
        {
            if (evidence.Role != EvidenceRole.Own) continue;
            (recall, practised) = (evidence.Retrievability ?? 0, true);
        }

        return new ItemFacts
        {
            Lane = item.Lane,
            Name = concept < 0 ? "" : catalog.Concepts[concept].Name,
            Practised = practised,
            Success = item.PredictedSuccess ?? 0,
            HasHistory = trace.Evidence > 0,
            Target = trace.TargetSuccess,
            Recall = recall,
            DaysSince = item.DaysSincePractice ?? 0,
            Difficulty = item.RecommendedDifficulty ?? 0,
            Minutes = item.EstimatedMinutes,
            Unlocks = concept < 0 ? 0 : catalog.Graph.Unlocks(concept),
            Goal = item.Goal,
        };
    }
}
