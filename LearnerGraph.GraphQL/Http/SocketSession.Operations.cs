using System.Security.Claims;
using System.Text.Json;
using System.Threading.Channels;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.GraphQL.Http;

/// <content>The operations that run on the socket.</content>
internal sealed partial class SocketSession
{
    private ValueTask SubscribeAsync(JsonElement message, CancellationToken ct)
    {
        if (_user is null)
        {
            throw new SocketRefusal(SocketClose.Unauthorized, "Unauthorized");
        }

        if (Text(message, "id") is not { Length: > 0 } id || Find(message, "payload") is not { } payload)
        {
            throw Invalid();
        }

        if (_operations.Count >= _options.MaxPerSocket)
        {
            return _outgoing.Writer.WriteAsync(
                SocketMessages.Error(id, [new GraphQLError("Too many operations.", "LIMIT_OPERATIONS_EXCEEDED")]), ct);
        }

        GraphQLRequest request;
        try
        {
            request = RequestReader.ReadPayload(payload, server.Options.MaxJsonDepth);
        }
        catch (BadRequestException)
        {
            throw Invalid();
        }

        var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (!_operations.TryAdd(id, ended))
        {
            ended.Dispose();
            throw new SocketRefusal(SocketClose.SubscriberExists, $"Subscriber for {id} already exists");
        }

        var running = Task.Run(() => RunAsync(id, request, _user, ended), CancellationToken.None);
        _running.TryAdd(running, true);
        _ = running.ContinueWith(
            one => _running.TryRemove(one, out _), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return ValueTask.CompletedTask;
    }

    private bool End(string? id)
    {
        if (id is null || !_operations.TryRemove(id, out var operation))
        {
            return false;
        }

        try
        {
            operation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It came to its end by itself in this very moment.
        }

        return true;
    }

    private bool Forget(string id, CancellationTokenSource ended) =>
        _operations.TryRemove(new KeyValuePair<string, CancellationTokenSource>(id, ended));

    private async Task RunAsync(string id, GraphQLRequest request, ClaimsPrincipal user, CancellationTokenSource ended)
    {
        var ct = ended.Token;
        try
        {
            var scope = context.RequestServices.CreateAsyncScope();
            await using var closing = scope.ConfigureAwait(false);
            var result = await server.ExecuteAsync(request, scope.ServiceProvider, user, ct).ConfigureAwait(false);
            if (result is GraphQLResponse { HasData: false } refused)
            {
                Forget(id, ended);
                await SendAsync(SocketMessages.Error(id, refused.Errors), ct).ConfigureAwait(false);
                return;
            }

            if (result is GraphQLResponse single)
            {
                await SendAsync(SocketMessages.Next(id, single), ct).ConfigureAwait(false);
            }
            else
            {
                await foreach (var one in ((GraphQLResponseStream)result).Responses
                    .WithCancellation(ct).ConfigureAwait(false))
                {
                    await SendAsync(SocketMessages.Next(id, one), ct).ConfigureAwait(false);
                }
            }

            // The id is free again before the client can know that it is.
            if (!ct.IsCancellationRequested && Forget(id, ended))
            {
                await SendAsync(SocketMessages.Complete(id), ct).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // The client has completed the operation, or has left.
        }
        catch (Exception e)
        {
            var failed = Masking.Response(e, context.RequestServices);
            _outgoing.Writer.TryWrite(SocketMessages.Error(id, failed.Errors));
        }
        finally
        {
            Forget(id, ended);
            ended.Dispose();
        }
    }
}
