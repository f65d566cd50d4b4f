using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>What feedback does to a served item: its next status, and what a rejection keeps away.</summary>
public static class FeedbackLifeCycle
{
    /// <summary>How long a rejected candidate stays away.</summary>
    public static readonly TimeSpan Dismissal = TimeSpan.FromDays(7);

    /// <summary>
    /// The status after an action. Telling the same again, or something weaker than what is known, changes nothing; an
    /// item that was rejected or completed, or has expired, takes no step back.
    /// </summary>
    public static Result<RecommendationStatus> Next(RecommendationStatus status, FeedbackAction action) =>
        (status, action) switch
        {
            (RecommendationStatus.Pending, FeedbackAction.Shown) => RecommendationStatus.Shown,
            (RecommendationStatus.Pending, FeedbackAction.Ignored) => RecommendationStatus.Shown,
            (RecommendationStatus.Shown, FeedbackAction.Shown or FeedbackAction.Ignored) => RecommendationStatus.Shown,
            (RecommendationStatus.Pending or RecommendationStatus.Shown,
                FeedbackAction.Clicked or FeedbackAction.Accepted or FeedbackAction.Started)
                => RecommendationStatus.Accepted,
            (RecommendationStatus.Pending or RecommendationStatus.Shown, FeedbackAction.Rejected)
                => RecommendationStatus.Rejected,
            (RecommendationStatus.Accepted, FeedbackAction.Rejected) => RecommendationStatus.Rejected,
            (RecommendationStatus.Accepted, not FeedbackAction.Completed) => RecommendationStatus.Accepted,
            (RecommendationStatus.Pending or RecommendationStatus.Shown or RecommendationStatus.Accepted,
                FeedbackAction.Completed) => RecommendationStatus.Completed,
            (RecommendationStatus.Rejected, FeedbackAction.Rejected or FeedbackAction.Shown)
                => RecommendationStatus.Rejected,
            // What came late was still done: an answer sent from the underground counts, a mere glance does not.
            (RecommendationStatus.Expired, FeedbackAction.Completed) => RecommendationStatus.Completed,
            (RecommendationStatus.Completed, FeedbackAction.Rejected) => Refused(status, action),
            (RecommendationStatus.Completed, FeedbackAction.Shown) => Refused(status, action),
            (RecommendationStatus.Completed, _) => RecommendationStatus.Completed,
            _ => Refused(status, action),
        };

    /// <summary>What a rejection keeps away, for seven days: the question, the review's concept, or the goal.</summary>
    public static Suppression? SuppressionOf(Recommendation item, DateTimeOffset now) => item switch
    {
        { Lane: Lane.NextQuestion, Questions: [var question, ..] } =>
            new(SuppressedKind.Question, question.Value, now + Dismissal),
        { Lane: Lane.SpacedReview, Concept: { } concept } =>
            new(SuppressedKind.Concept, concept.Value, now + Dismissal),
        { Lane: Lane.StreakGoal, Goal: { } goal } => new(SuppressedKind.Goal, (int)goal.Goal, now + Dismissal),
        _ => null,
    };

    /// <summary>
    /// The state with one more suppression; those that have run out, and an older one of the same, go.
    /// </summary>
    public static LearnerState Suppress(LearnerState state, Suppression added, DateTimeOffset now) =>
        state with
        {
            Suppressed =
            [
                .. state.Suppressed.Where(kept =>
                    kept.Until > now && (kept.Kind != added.Kind || kept.Target != added.Target)),
                added,
            ],
        };

    private static Problem.Conflict Refused(RecommendationStatus status, FeedbackAction action) =>
        new($"A recommendation that is {status} cannot become {action}.", "ILLEGAL_TRANSITION");
}
