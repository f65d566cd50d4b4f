using LearnerGraph.Api.Contract;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Pipelines;

[InputType]
[GraphQLDescription("A pipeline to run, or a part of it.")]
public sealed record RunPipelineInput(
    [GraphQLDescription("Its name.")] string Pipeline,
    [GraphQLDescription(
        "Assets by name; +name with what it is made from, name+ with what is made from it, group:name.")]
    IReadOnlyList<string>? Assets = null,
    [GraphQLDescription("Produce even what has not changed.")] [GraphQLDefault("false")] bool? Force = false,
    [GraphQLDescription("Comes back as given.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("A run.")]
public sealed record PipelineRunInput(
    [GraphQLDescription("Global id.")] PipelineRunId RunId,
    [GraphQLDescription("Comes back as given.")] string? ClientMutationId = null);

[ObjectType]
[GraphQLDescription("The run, or why there is none.")]
public sealed record RunPipelinePayload(
    [GraphQLDescription("As it stands; it goes on by itself.")] PipelineRun? Run,
    [GraphQLDescription("Why not; empty where it was done.")] IReadOnlyList<IError> Errors,
    [GraphQLDescription("As given.")] string? ClientMutationId = null)
{
    internal static RunPipelinePayload Of(Result<PipelineRun> asked) =>
        asked.TryGet(out var run, out var problem) ? new(run, Contract.Errors.None) : new(null, problem.ToErrors());
}
