using System.Runtime.CompilerServices;
using System.Security.Claims;
using LearnerGraph.GraphQL.Coercion;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Planning;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>Opens the source stream of a subscription and answers each of its events in a scope of its own.</summary>
internal static class SubscriptionExecutor
{
    public static async ValueTask<GraphQLResult> SubscribeAsync(
        OperationPlan plan, VariableValues variables, IServiceProvider services, ClaimsPrincipal user,
        TimeSpan timeout, CancellationToken ct)
    {
        var selections = plan.SelectionsFor(variables);
        if (selections.Failure is { } failure)
        {
            return GraphQLResponse.Failed(new GraphQLError(failure.Message, failure.Code));
        }

        if (selections.Fields is not [{ Typename: null } field])
        {
            return GraphQLResponse.Refused(new GraphQLError(
                "A subscription selects exactly one field.", ErrorCodes.ValidationFailed));
        }

        var request = new RequestContext(plan, variables, services, user, ct);
        try
        {
            if (field.Binding.Rule is { } rule)
            {
                await FieldRules.DemandAsync(rule, request).ConfigureAwait(false);
            }

            var events = field.Binding.Stream!(request.ArgumentsOf(field), request);
            return new GraphQLResponseStream(Answer(events, request, selections, timeout, ct));
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return Failed(e, request, selections);
        }
    }

    private static async IAsyncEnumerable<GraphQLResponse> Answer(
        IAsyncEnumerable<object?> events, RequestContext request, SelectionPlan selections, TimeSpan timeout,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var source = events.GetAsyncEnumerator(ct);
        await using var closing = source.ConfigureAwait(false);
        while (true)
        {
            GraphQLResponse response;
            var isLast = false;
            try
            {
                if (!await source.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }

                response = await AnswerOneAsync(source.Current, request, selections, timeout, ct)
                    .ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                yield break;
            }
            catch (Exception e)
            {
                response = Failed(e, request, selections);
                isLast = true;
            }

            yield return response;
            if (isLast)
            {
                yield break;
            }
        }
    }

    private static async ValueTask<GraphQLResponse> AnswerOneAsync(
        object? value, RequestContext request, SelectionPlan selections, TimeSpan timeout, CancellationToken ct)
    {
        var scope = request.Services.CreateAsyncScope();
        await using var closing = scope.ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        var one = new RequestContext(
            request.Plan, request.Variables, scope.ServiceProvider, request.User, limit.Token);
        return await OperationExecutor.RunEventAsync(one, selections, value).ConfigureAwait(false);
    }

    private static GraphQLResponse Failed(Exception exception, RequestContext request, SelectionPlan selections)
    {
        var failing = new RequestContext(
            request.Plan, request.Variables, request.Services, request.User, CancellationToken.None);
        failing.Report(exception, selections.Fields[0], new ResultObject(selections, null, 0), 0);
        return GraphQLResponse.Failed(failing.Errors);
    }
}
