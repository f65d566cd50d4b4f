using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Pipelines;

[QueryType]
public static class PipelineQueries
{
    [GraphQLDescription("What is kept up to date, in the order in which one builds upon the other; for staff.")]
    public static IReadOnlyList<PipelineDefinition>? Pipelines(Caller caller, AssetRegistry registry)
    {
        if (!caller.IsStaff) caller.Needs(Role.Ml).ThrowIfAny();
        return registry.Pipelines;
    }

    [GraphQLDescription("A run by its id; for staff.")]
    public static async ValueTask<PipelineRun?> PipelineRunAsync(
        [GraphQLDescription("Global id.")] PipelineRunId id, Caller caller, RunLoader runs, CancellationToken ct)
    {
        if (!caller.IsStaff) caller.Needs(Role.Ml).ThrowIfAny();
        return await runs.LoadAsync(id, ct);
    }
}

[MutationType]
public static class PipelineMutations
{
    [GraphQLDescription("Asks for a run; a worker takes it up and redoes only what has changed. For ML and OPS.")]
    public static async ValueTask<RunPipelinePayload> RunPipelineAsync(
        [GraphQLDescription("Which, and how much of it.")] RunPipelineInput input,
        Caller caller,
        UseCases.RunPipeline run,
        CancellationToken ct) =>
        RunPipelinePayload.Of(
            await run.RunAsync(
                caller, input.Pipeline, input.Assets, input.Force ?? false, RunTrigger.Person, ct));

    [GraphQLDescription("A new run of what failed or was not reached in one that is over. For ML and OPS.")]
    public static async ValueTask<RunPipelinePayload> RetryPipelineRunAsync(
        [GraphQLDescription("Which.")] PipelineRunInput input,
        Caller caller,
        UseCases.RunPipeline run,
        CancellationToken ct) =>
        RunPipelinePayload.Of(await run.RetryAsync(caller, input.RunId, ct));

    [GraphQLDescription("Asks a run to stop before its next part; what is done stays. For ML and OPS.")]
    public static async ValueTask<RunPipelinePayload> CancelPipelineRunAsync(
        [GraphQLDescription("Which.")] PipelineRunInput input,
        Caller caller,
        UseCases.RunPipeline run,
        CancellationToken ct) =>
        RunPipelinePayload.Of(await run.CancelAsync(caller, input.RunId, ct));
}

[SubscriptionType]
public static class PipelineSubscriptions
{
    [GraphQLDescription("A run as it stands, then again whenever it moves, until it is over; for staff.")]
    public static IAsyncEnumerable<PipelineRun> PipelineRunChangedAsync(
        [GraphQLDescription("Which.")] PipelineRunId runId,
        Caller caller,
        PipelineFeed feed,
        IPipelineStore store,
        CancellationToken ct)
    {
        if (!caller.IsStaff) caller.Needs(Role.Ml).ThrowIfAny();
        return ChangesAsync(caller, feed, store, runId, ct);
    }

    private static async IAsyncEnumerable<PipelineRun> ChangesAsync(
        Caller caller, PipelineFeed feed, IPipelineStore store, PipelineRunId id,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var _ in feed.SubscribeAsync(caller.Tenant, id, ct))
        {
            if (!(await store.FindRunsAsync(caller.Tenant, [id], ct)).TryGetValue(id, out var run)) yield break;

            yield return run;
            if (run.IsOver) yield break;
        }
    }
}
