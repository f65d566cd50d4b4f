using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Practice;

[InputType]
[GraphQLDescription("One answer, as the client saw it.")]
public sealed record AttemptInput(
    [GraphQLDescription("The client's own key for this attempt: sending it again is safe.")] Guid ClientAttemptId,
    [GraphQLDescription("What was answered.")] [GraphQLType("ID!")] string QuestionId,
    [GraphQLDescription("By the client's clock; moved to the server's where it lies ahead.")] DateTimeOffset AnsweredAt,
    [GraphQLDescription("From seeing the question to answering it.")] int DurationMs,
    [GraphQLDescription("Hints looked at.")] int? HintsUsed = 0,
    [GraphQLDescription("The learner's answer, graded by the server.")] string? Answer = null,
    [GraphQLDescription("Instead of an answer, from services and staff; from a learner only where there is no key.")]
    bool? Correct = null,
    [GraphQLDescription("The recommendation that led here, if one did.")] [GraphQLType("ID")]
    string? RecommendationId = null,
    [GraphQLDescription("What it was answered on.")] DeviceKind? Device = null,
    [GraphQLDescription("How sure the learner was, in [0, 1].")] double? Confidence = null);

[InputType]
[GraphQLDescription("Answers of one learner.")]
public sealed record SubmitAttemptsInput(
    [GraphQLDescription("Who answered.")] LearnerId LearnerId,
    [GraphQLDescription("Up to 500.")] IReadOnlyList<AttemptInput> Attempts,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("A verdict on an answer that waits for one.")]
public sealed record GradeInput(
    [GraphQLDescription("Which answer.")] AttemptId AttemptId,
    [GraphQLDescription("The verdict.")] bool Correct,
    [GraphQLDescription("Why; kept in the audit log.")] string? Comment = null);

[InputType]
[GraphQLDescription("Verdicts on answers that wait for them.")]
public sealed record GradeAttemptsInput(
    [GraphQLDescription("Up to 500.")] IReadOnlyList<GradeInput> Grades,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("A goal to set.")]
public sealed record SetStreakGoalInput(
    [GraphQLDescription("Whose.")] LearnerId LearnerId,
    [GraphQLDescription("Of which streak.")] StreakKind Kind,
    [GraphQLDescription("Days in a row, minutes a week, or concepts a week.")] int Target,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);
