using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Recommendations;

[InputType]
[GraphQLDescription("The situation that advice is asked in.")]
public sealed record RecommendationContextInput(
    [GraphQLDescription("Minutes at hand, 1 to 180.")] int? TimeBudgetMinutes = null,
    [GraphQLDescription("What it will be answered on.")] DeviceKind? Device = null,
    [GraphQLDescription("Only these lanes; the mix is shared among them.")] IReadOnlyList<Lane>? Lanes = null,
    [GraphQLDescription("Nothing easier, on the scale of 0 to 1.")] double? MinDifficulty = null,
    [GraphQLDescription("Nothing harder, on the scale of 0 to 1.")] double? MaxDifficulty = null,
    [GraphQLDescription("Only from this course.")] CourseId? CourseId = null)
{
    internal static RecommendationRequest ToRequest(RecommendationContextInput? context, int count) => new(
        count, context?.Lanes, context?.MinDifficulty, context?.MaxDifficulty, context?.TimeBudgetMinutes,
        context?.Device, context?.CourseId);
}

[InputType]
[GraphQLDescription("Whom to advise anew.")]
public sealed record GenerateRecommendationsInput(
    [GraphQLDescription("Whom.")] LearnerId LearnerId,
    [GraphQLDescription("1 to 50.")] int? Count = 10,
    [GraphQLDescription("The situation.")] RecommendationContextInput? Context = null,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("Something that a learner did with a recommendation.")]
public sealed record FeedbackEventInput(
    [GraphQLDescription("The client's own key for it: sending it again is safe.")] Guid ClientEventId,
    [GraphQLDescription("Which recommendation.")] [GraphQLType("ID!")] string RecommendationId,
    [GraphQLDescription("What was done.")] FeedbackAction Action,
    [GraphQLDescription("When, by the client's clock.")] DateTimeOffset OccurredAt,
    [GraphQLDescription("1 to 5.")] int? Rating = null,
    [GraphQLDescription("Up to 1000 characters.")] string? Comment = null);

[InputType]
[GraphQLDescription("What learners did with their recommendations.")]
public sealed record RecordRecommendationFeedbackInput(
    [GraphQLDescription("Up to 500.")] IReadOnlyList<FeedbackEventInput> Events,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);
