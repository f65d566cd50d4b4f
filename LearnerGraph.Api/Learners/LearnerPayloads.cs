using LearnerGraph.Api.Contract;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Learners;

[ObjectType]
[GraphQLDescription("The new learner, or why there is none.")]
public sealed record CreateLearnerPayload(
    [GraphQLDescription("As stored.")] LearnerNode? Learner,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("The changed learner, or why nothing changed.")]
public sealed record UpdateLearnerPayload(
    [GraphQLDescription("As stored.")] LearnerNode? Learner,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("Whether there was somebody to erase.")]
public sealed record EraseLearnerPayload(
    [GraphQLDescription("False where there was nobody, or where it was refused.")] bool Erased,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);
