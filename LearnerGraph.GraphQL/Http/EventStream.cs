using System.Text.Json;
using LearnerGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace LearnerGraph.GraphQL.Http;

/// <summary>Results as server-sent events, one connection for each operation (graphql-sse's distinct mode).</summary>
internal static class EventStream
{
    public static async Task WriteAsync(HttpContext context, GraphQLResult result, GraphQLOptions settings)
    {
        var options = settings.Subscriptions;
        var response = context.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        using var turn = new SemaphoreSlim(1, 1);
        using var identity = new IdentityEnd();
        identity.Watch(settings.EndOfIdentity?.Invoke(context.User), context.RequestServices);
        var stopping = HostEnd.Of(context);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, identity.Token, stopping);
        await response.StartAsync(ended.Token).ConfigureAwait(false);
        await response.Body.FlushAsync(ended.Token).ConfigureAwait(false);
        var alive = KeepAliveAsync(response, turn, options.KeepAlive, ended.Token);
        try
        {
            if (result is GraphQLResponse single)
            {
                await SendAsync(response, turn, single, ended.Token).ConfigureAwait(false);
            }
            else
            {
                await foreach (var one in ((GraphQLResponseStream)result).Responses
                    .WithCancellation(ended.Token).ConfigureAwait(false))
                {
                    await SendAsync(response, turn, one, ended.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (
            identity.Token.IsCancellationRequested || stopping.IsCancellationRequested)
        {
            // Who asked is nobody any more, or the server stops; the stream completes, and a client may begin another.
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await alive.ConfigureAwait(false);
        }

        await response.Body.WriteAsync("event: complete\ndata:\n\n"u8.ToArray(), context.RequestAborted)
            .ConfigureAwait(false);
    }

    private static async Task SendAsync(
        HttpResponse response, SemaphoreSlim turn, GraphQLResponse one, CancellationToken ct)
    {
        using var buffer = new PooledBuffer();
        System.Buffers.BuffersExtensions.Write(buffer, "event: next\ndata: "u8);
        using (var writer = new Utf8JsonWriter(buffer, ResponseJson.Options))
        {
            one.WriteTo(writer);
        }

        System.Buffers.BuffersExtensions.Write(buffer, "\n\n"u8);
        await WriteAsync(response, turn, buffer.Written, ct).ConfigureAwait(false);
    }

    private static async Task WriteAsync(
        HttpResponse response, SemaphoreSlim turn, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            await response.Body.WriteAsync(bytes, ct).ConfigureAwait(false);
            await response.Body.FlushAsync(ct).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    // Proxies close connections on which nothing moves.
    private static async Task KeepAliveAsync(
        HttpResponse response, SemaphoreSlim turn, TimeSpan interval, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            while (await timer.WaitForNextTickAsync(ct).ConfigureAwait(false))
            {
                await WriteAsync(response, turn, ":\n\n"u8.ToArray(), ct).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The stream is over.
        }
    }
}
