using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Intelligence.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Intelligence;

[InputType]
[GraphQLDescription("What an author took, and left, of the suggestions for a description.")]
public sealed record RecordSuggestionFeedbackInput(
    [GraphQLDescription("As it was given to suggestConcepts.")] string Description,
    [GraphQLDescription("The concept that was meant; the feedback counts for its course.")]
    ConceptId AcceptedConceptId,
    [GraphQLDescription("Concepts of the same course that were not meant, up to 50.")]
    IReadOnlyList<ConceptId>? RejectedConceptIds = null,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("Whether the feedback was kept.")]
public sealed record RecordSuggestionFeedbackPayload(
    [GraphQLDescription("False where it was refused.")] bool Recorded,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("Feedback to forget.")]
public sealed record ResetSuggestionFeedbackInput(
    [GraphQLDescription("Whose.")] CourseId CourseId,
    [GraphQLDescription("Only what was said of exactly this description; null for all.")] string? Description = null,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("What was forgotten.")]
public sealed record ResetSuggestionFeedbackPayload(
    [GraphQLDescription("How many.")] int Removed,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[MutationType]
public static class SuggestionFeedbackMutations
{
    [GraphQLDescription(
        "Later suggestions of the course, for this description and those like it, lean towards what was accepted and "
        + "away from what was rejected.")]
    public static async ValueTask<RecordSuggestionFeedbackPayload> RecordSuggestionFeedbackAsync(
        [GraphQLDescription("What.")] RecordSuggestionFeedbackInput input,
        Caller caller,
        RecordSuggestionFeedback record,
        CancellationToken ct)
    {
        var outcome = await record.RunAsync(
            caller, input.Description, input.AcceptedConceptId, input.RejectedConceptIds ?? [], ct);
        return outcome.TryGet(out _, out var problem)
            ? new(true, Contract.Errors.None) : new(false, problem.ToErrors());
    }

    [GraphQLDescription("Forgets a course's feedback on suggestions; they are as before it was given.")]
    public static async ValueTask<ResetSuggestionFeedbackPayload> ResetSuggestionFeedbackAsync(
        [GraphQLDescription("Which.")] ResetSuggestionFeedbackInput input,
        Caller caller,
        ResetSuggestionFeedback reset,
        CancellationToken ct)
    {
        var outcome = await reset.RunAsync(caller, input.CourseId, input.Description, ct);
        return outcome.TryGet(out var removed, out var problem)
            ? new(removed, Contract.Errors.None) : new(0, problem.ToErrors());
    }
}
