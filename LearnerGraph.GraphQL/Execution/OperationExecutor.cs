using System.Security.Claims;
using LearnerGraph.GraphQL.Coercion;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Planning;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>Runs a planned operation with the variables of a request.</summary>
internal static class OperationExecutor
{
    // Resolvers that heed their token are done by then; the others are left to themselves.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    public static async ValueTask<GraphQLResponse> RunAsync(
        OperationPlan plan, VariableValues variables, IServiceProvider services, ClaimsPrincipal user,
        CancellationToken ct)
    {
        var selections = plan.SelectionsFor(variables);
        if (selections.Failure is { } failure)
        {
            return GraphQLResponse.Failed(new GraphQLError(failure.Message, failure.Code));
        }

        var request = new RequestContext(plan, variables, services, user, ct);
        var executor = new FieldExecutor(request);
        var root = new ResultObject(selections, null, 0);
        if (plan.Operation.Operation is OperationType.Mutation)
        {
            // Each with everything below it before the next.
            for (var i = 0; i < root.Slots.Length && !root.IsDead && !ct.IsCancellationRequested; i++)
            {
                var index = i;
                await ToEndAsync(request, () => executor.Execute(null, root, index)).ConfigureAwait(false);
                request.ClearLoaders();
            }
        }
        else
        {
            await ToEndAsync(request, () => executor.ExecuteAll(null, root)).ConfigureAwait(false);
        }

        ct.ThrowIfCancellationRequested();
        return new GraphQLResponse(root, request.Errors);
    }

    /// <summary>Answers one event of a subscription: its value is that of the only root field.</summary>
    public static async ValueTask<GraphQLResponse> RunEventAsync(
        RequestContext request, SelectionPlan selections, object? value)
    {
        var executor = new FieldExecutor(request);
        var root = new ResultObject(selections, null, 0);
        var field = selections.Fields[0];
        await ToEndAsync(request, () => executor.Complete(field.Shape, value, field, root, 0)).ConfigureAwait(false);
        request.RequestAborted.ThrowIfCancellationRequested();
        return new GraphQLResponse(root, request.Errors);
    }

    private static ValueTask ToEndAsync(RequestContext request, Action start)
    {
        // Resolvers go on in the loop's turns, not in a context that the caller happens to have.
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            start();
            return request.Loop.IsIdle ? ValueTask.CompletedTask : DrainAsync(request);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private static async ValueTask DrainAsync(RequestContext request)
    {
        using var end = request.RequestAborted.UnsafeRegister(
            static loop => _ = AbandonAsync((ExecutionLoop)loop!), request.Loop);
        await request.Loop.RunAsync().ConfigureAwait(false);
    }

    private static async Task AbandonAsync(ExecutionLoop loop)
    {
        await Task.Delay(Grace).ConfigureAwait(false);
        loop.Abandon();
    }
}
