using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>Clicked counts for the click-through rate; Started and Completed for completion.</summary>
public enum FeedbackAction
{
    Shown,
    Clicked,
    Accepted,
    Started,
    Rejected,
    Ignored,
    Completed,
}

/// <summary>One event about one served item; sending it again, by its client id, is safe.</summary>
public sealed record FeedbackEvent(
    Guid ClientEventId,
    RecommendationId Recommendation,
    FeedbackAction Action,
    DateTimeOffset OccurredAt,
    int? Rating = null,
    string? Comment = null);
