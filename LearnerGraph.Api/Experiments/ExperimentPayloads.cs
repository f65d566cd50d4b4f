using LearnerGraph.Api.Contract;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Experiments;

[ObjectType]
[GraphQLDescription("The new experiment, or why there is none.")]
public sealed record CreateExperimentPayload(
    [GraphQLDescription("A draft.")] Experiment? Experiment,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("The changed experiment, or why nothing changed.")]
public sealed record ExperimentPayload(
    [GraphQLDescription("As stored.")] Experiment? Experiment,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("The kill switch as it stands.")]
public sealed record SetExperimentsEnabledPayload(
    [GraphQLDescription("Whether experiments treat anybody.")] bool Enabled,
    [GraphQLDescription("Why nothing changed; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null);
