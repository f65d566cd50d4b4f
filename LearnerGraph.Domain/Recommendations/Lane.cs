namespace LearnerGraph.Domain.Recommendations;

/// <summary>The three kinds of advice that a set mixes; their order breaks ties.</summary>
public enum Lane
{
    NextQuestion,
    SpacedReview,
    StreakGoal,
}

/// <summary>What the mix asked of a lane and what it got; the note says why they differ.</summary>
public sealed record LaneShare(Lane Lane, double Weight, int Requested, int Served, string? Note);
