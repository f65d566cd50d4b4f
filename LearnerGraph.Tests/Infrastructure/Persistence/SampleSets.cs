using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

/// <summary>A set of one item for each lane, with every optional value once there and once not.</summary>
internal static class SampleSets
{
    public static RecommendationSet Set(LearnerId learner, DateTimeOffset at) => new(
        0, learner, at, at.AddHours(1),
        [new(Lane.NextQuestion, 0.4, 4, 1, null), new(Lane.StreakGoal, 0.3, 3, 1, "no more days")],
        [
            new Recommendation(
                Lane.NextQuestion, 1, 0.8, 0.7, "Übung macht den Meister", new ConceptId(5), [new(17)], 0.4, 0.75, null,
                2.5, [0.1, 0.2], [0.04, 0.76], 0.9, true, [new Evidence(new(4), "prerequisite", 0.9, null)]),
            new Recommendation(
                Lane.SpacedReview, 2, 0.6, 0.5, "", new ConceptId(6), [new(18), new(19)], null, null, null, 4, [1, 0],
                [0.6, 0], 1, false, [new Evidence(new(6), "due", null, 0.71)]),
            new Recommendation(
                Lane.StreakGoal, 3, -0.5, 0, "Keep it", null, [], null, null,
                new StreakGoal(
                    StreakGoalKind.Comeback, StreakKind.ConceptMastery, 7, StreakUnit.Days, 3, 0.33, "badge", new(2)),
                15, [0, -1], [0, -0.5], 1, false, []),
        ],
        [new("exp", "b", 123_456, "ASSIGNED"), new("exp2", null, 0, "PAUSED")],
        RecommendationSource.Degraded, "late",
        new SetTrace(
            "hybrid_v1", "1", ["mastery_gap", "novelty"], [0.4, 0.1], 321, 87.5, 0.66, 12, 34, ["response 1", "fsrs 6"],
            ulong.MaxValue));
}
