using LearnerGraph.Api.Contract;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Content;

[ObjectType]
[GraphQLDescription("The courses as stored, or why nothing was stored.")]
public sealed record UpsertCoursesPayload(
    [GraphQLDescription("In the order of the input.")] IReadOnlyList<CourseNode> Courses,
    [GraphQLDescription("All that was wrong; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("The concepts as stored, or why nothing was stored.")]
public sealed record UpsertConceptsPayload(
    [GraphQLDescription("In the order of the input.")] IReadOnlyList<ConceptNode> Concepts,
    [GraphQLDescription("All that was wrong; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("The questions as stored, or why nothing was stored.")]
public sealed record UpsertQuestionsPayload(
    [GraphQLDescription("In the order of the input.")] IReadOnlyList<QuestionNode> Questions,
    [GraphQLDescription("All that was wrong; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("What is archived now, or why nothing is.")]
public sealed record ArchivePayload(
    [GraphQLDescription("As given.")] [property: GraphQLType("[ID!]!")] IReadOnlyList<string> ArchivedIds,
    [GraphQLDescription("All that was wrong; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("Whether a relation was taken away.")]
public sealed record RemoveRelationPayload(
    [GraphQLDescription("False where there was none.")] bool Removed,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);
