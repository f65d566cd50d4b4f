using LearnerGraph.Api.Contract;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Models;

[InputType]
[GraphQLDescription("A model to train.")]
public sealed record StartTrainingInput(
    [GraphQLDescription("Its name.")] string Model,
    [GraphQLDescription("Numbers that differ from the defaults.")] IReadOnlyList<NameValueInput>? Parameters = null,
    [GraphQLDescription("Only answers from this day on, in UTC.")] DateOnly? From = null,
    [GraphQLDescription("Comes back as given.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("A training to stop.")]
public sealed record CancelTrainingInput(
    [GraphQLDescription("Global id.")] TrainingRunId RunId,
    [GraphQLDescription("Comes back as given.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("A version to bring further.")]
public sealed record PromoteModelInput(
    [GraphQLDescription("Global id.")] ModelVersionId ModelVersionId,
    [GraphQLDescription("How far: PRODUCTION passes the gate, SHADOW and ARCHIVED need not.")]
    [GraphQLDefault("PRODUCTION")] ModelStage? Stage = ModelStage.Production,
    [GraphQLDescription("Comes back as given.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("A version to judge again.")]
public sealed record EvaluateModelInput(
    [GraphQLDescription("Global id.")] ModelVersionId ModelVersionId,
    [GraphQLDescription("Comes back as given.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("A model whose serving version is taken back.")]
public sealed record RollbackModelInput(
    [GraphQLDescription("Its name.")] string Model,
    [GraphQLDescription("For the audit log.")] string Reason,
    [GraphQLDescription("Comes back as given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("The training, or why there is none.")]
public sealed record StartTrainingPayload(
    [GraphQLDescription("As it stands; it goes on by itself.")] TrainingRun? Run,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null)
{
    internal static StartTrainingPayload Of(Result<TrainingRun> asked) =>
        asked.TryGet(out var run, out var problem) ? new(run, Contract.Errors.None) : new(null, problem.ToErrors());
}

[ObjectType]
[GraphQLDescription("The version afterwards, or why nothing was done.")]
public sealed record PromoteModelPayload(
    [GraphQLDescription("After a rollback the one that serves; where none does, the one taken back.")]
    ModelVersion? Version,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null)
{
    internal static PromoteModelPayload Of(Result<ModelVersion> moved) =>
        moved.TryGet(out var version, out var problem)
            ? new(version, Contract.Errors.None)
            : new(null, problem.ToErrors());
}
