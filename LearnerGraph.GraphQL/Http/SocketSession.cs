using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text.Json;
using System.Threading.Channels;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.GraphQL.Http;

/// <summary>
/// One socket: reads messages, runs operations beside each other, and sends through a bounded channel, so that a slow
/// client holds its own sources back and nobody else's.
/// </summary>
internal sealed partial class SocketSession(
    WebSocket socket, HttpContext context, GraphQLServer server, IdentityEnd identityEnd)
{
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly SubscriptionOptions _options = server.Options.Subscriptions;
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _operations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly Channel<byte[]> _outgoing = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(server.Options.Subscriptions.MaxQueuedMessages) { SingleReader = true });

    private readonly CancellationToken _stopping = HostEnd.Of(context);
    private Task _receiving = Task.CompletedTask;
    private ClaimsPrincipal? _user;
    private bool _isInitialised;

    public async Task RunAsync()
    {
        using var buffer = new PooledBuffer();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var sending = SendAllAsync(ended);
        try
        {
            await ReceiveAllAsync(buffer, ended.Token).ConfigureAwait(false);
        }
        catch (SocketRefusal refusal)
        {
            if (refusal.Status == (int)WebSocketCloseStatus.EndpointUnavailable)
            {
                await CompleteAllAsync(sending).ConfigureAwait(false);
            }

            await CloseAsync(refusal).ConfigureAwait(false);
        }
        catch (Exception e) when (IsCut(e))
        {
            socket.Abort();
        }

        await ended.CancelAsync().ConfigureAwait(false);
        _outgoing.Writer.TryComplete();
        await sending.ConfigureAwait(false);
        await Task.WhenAll(_running.Keys).ConfigureAwait(false);
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReceiveAllAsync(PooledBuffer buffer, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct, _stopping);
        patience.CancelAfter(_options.InitTimeout);
        using var living = CancellationTokenSource.CreateLinkedTokenSource(ct, identityEnd.Token, _stopping);
        while (true)
        {
            bool isOpen;
            try
            {
                var limit = _isInitialised ? living.Token : patience.Token;
                isOpen = await ReceiveAsync(buffer, limit, ct).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                throw new SocketRefusal((int)WebSocketCloseStatus.EndpointUnavailable, "Going away");
            }
            catch (OperationCanceledException) when (!_isInitialised && !ct.IsCancellationRequested)
            {
                throw new SocketRefusal(SocketClose.InitTimeout, "Connection initialisation timeout");
            }
            catch (OperationCanceledException) when (identityEnd.Token.IsCancellationRequested
                && !ct.IsCancellationRequested)
            {
                throw new SocketRefusal(SocketClose.Forbidden, "Token expired");
            }

            if (!isOpen)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct).ConfigureAwait(false);
                return;
            }

            await HandleAsync(Parse(buffer.Written), ct).ConfigureAwait(false);
        }
    }

    private async Task<bool> ReceiveAsync(PooledBuffer buffer, CancellationToken limit, CancellationToken ct)
    {
        buffer.Clear();
        while (true)
        {
            // A receive that is cancelled aborts the socket, and the client would not be told why: so it goes on, and
            // is only waited for no longer.
            var receiving = socket.ReceiveAsync(buffer.GetMemory(2048), ct).AsTask();
            _receiving = receiving;
            var part = await receiving.WaitAsync(limit).ConfigureAwait(false);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                return false;
            }

            buffer.Advance(part.Count);
            if (buffer.Written.Length > server.Options.MaxRequestBytes)
            {
                throw new SocketRefusal((int)WebSocketCloseStatus.MessageTooBig, "Message too big");
            }

            if (part.EndOfMessage)
            {
                return true;
            }
        }
    }

    private JsonElement Parse(ReadOnlyMemory<byte> message)
    {
        try
        {
            var reader = new Utf8JsonReader(
                message.Span, new JsonReaderOptions { MaxDepth = server.Options.MaxJsonDepth });
            var json = JsonElement.ParseValue(ref reader);
            return json.ValueKind is JsonValueKind.Object ? json : throw Invalid();
        }
        catch (JsonException)
        {
            throw Invalid();
        }
    }

    private ValueTask HandleAsync(JsonElement message, CancellationToken ct)
    {
        switch (Text(message, "type"))
        {
            case "connection_init":
                return InitialiseAsync(message, ct);
            case "ping":
                return _outgoing.Writer.WriteAsync(SocketMessages.Pong, ct);
            case "pong":
                return ValueTask.CompletedTask;
            case "subscribe":
                return SubscribeAsync(message, ct);
            case "complete":
                End(Text(message, "id"));
                return ValueTask.CompletedTask;
            default:
                throw Invalid();
        }
    }

    private async ValueTask InitialiseAsync(JsonElement message, CancellationToken ct)
    {
        if (_isInitialised)
        {
            throw new SocketRefusal(SocketClose.TooManyInits, "Too many initialisation requests");
        }

        _isInitialised = true;
        var payload = Find(message, "payload");
        _user = context.RequestServices.GetService<ISocketAuthenticator>() is { } authenticator
            ? await authenticator.AuthenticateAsync(context, payload, ct).ConfigureAwait(false)
            : context.User;
        if (_user is null)
        {
            throw new SocketRefusal(SocketClose.Forbidden, "Forbidden");
        }

        identityEnd.Watch(server.Options.EndOfIdentity?.Invoke(_user), context.RequestServices);

        // Whoever asks the request who is there gets the same answer as the fields.
        context.User = _user;
        await _outgoing.Writer.WriteAsync(SocketMessages.Ack, ct).ConfigureAwait(false);
    }

    private ValueTask SendAsync(byte[] message, CancellationToken ct) => _outgoing.Writer.WriteAsync(message, ct);

    private async Task SendAllAsync(CancellationTokenSource ended)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(ended.Token).ConfigureAwait(false))
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(ended.Token);
                limit.CancelAfter(SendTimeout);
                await socket.SendAsync(message, WebSocketMessageType.Text, true, limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsCut(e))
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
    }

    // The server stops: what runs is over, and clients come back to another one.
    private async Task CompleteAllAsync(Task sending)
    {
        using var limit = new CancellationTokenSource(Farewell);
        try
        {
            foreach (var id in _operations.Keys)
            {
                if (End(id))
                {
                    await SendAsync(SocketMessages.Complete(id), limit.Token).ConfigureAwait(false);
                }
            }

            _outgoing.Writer.TryComplete();
            await sending.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // The client reads too slowly to hear of it.
        }
    }

    private async Task CloseAsync(SocketRefusal refusal)
    {
        using var limit = new CancellationTokenSource(Farewell);
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)refusal.Status, refusal.Message, limit.Token)
                .ConfigureAwait(false);
            await _receiving.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (IsCut(e))
        {
            socket.Abort();
        }
    }

    private static JsonElement? Find(JsonElement message, string name)
    {
        try
        {
            return message.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // Escapes may spell half of a surrogate pair, which the JSON reader finds out only here.
            throw Invalid();
        }
    }

    private static string? Text(JsonElement message, string name)
    {
        try
        {
            return Find(message, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            throw Invalid();
        }
    }

    private static bool IsCut(Exception e) => e is OperationCanceledException or WebSocketException or IOException;

    private static SocketRefusal Invalid() => new(SocketClose.BadRequest, "Invalid message");
}
