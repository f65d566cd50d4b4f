using Microsoft.AspNetCore.Http;

namespace LearnerGraph.GraphQL.Http;

/// <summary>Accepts WebSockets of the graphql-transport-ws protocol, up to a number.</summary>
internal sealed class SocketEndpoint(GraphQLServer server)
{
    private const string Protocol = "graphql-transport-ws";

    private readonly SubscriptionOptions _options = server.Options.Subscriptions;
    private int _open;

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol))
        {
            throw new BadRequestException(StatusCodes.Status400BadRequest, $"Ask for the sub-protocol {Protocol}.");
        }

        RequireKnownOrigin(context.Request);
        if (Interlocked.Increment(ref _open) > _options.MaxSockets)
        {
            Interlocked.Decrement(ref _open);
            throw new BadRequestException(StatusCodes.Status503ServiceUnavailable, "There are too many sockets.");
        }

        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
            {
                SubProtocol = Protocol,
                KeepAliveInterval = _options.KeepAlive,
                KeepAliveTimeout = _options.KeepAlive * 2,
            }).ConfigureAwait(false);
            using var identityEnd = new IdentityEnd();
            var session = new SocketSession(socket, context, server, identityEnd);
            await session.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    // Browsers open sockets to other sites without asking, cookies included; only Origin tells.
    private void RequireKnownOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || _options.AllowedOrigins.Contains(origin))
        {
            return;
        }

        if (!Uri.TryCreate(origin, UriKind.Absolute, out var address)
            || !string.Equals(address.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase))
        {
            throw new BadRequestException(StatusCodes.Status403Forbidden, "Sockets from this origin are not accepted.");
        }
    }
}
