using System.Security.Claims;
using System.Text.Json;
using LearnerGraph.GraphQL;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace LearnerGraph.Api.Security;

/// <summary>
/// Browsers cannot send headers with a WebSocket, so the token may come in its first message, as
/// <c>{"authorization": "Bearer …"}</c> or <c>{"x-api-key": "…"}</c>. A bad token closes the socket.
/// </summary>
public sealed class SocketCaller : ISocketAuthenticator
{
    public async ValueTask<ClaimsPrincipal?> AuthenticateAsync(
        HttpContext context, JsonElement? payload, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        var token = TextIn(payload, "authorization");
        var key = TextIn(payload, ApiKeyCaller.Header);
        if (token is null && key is null)
        {
            return context.User;
        }

        // The request itself has been judged already, without token; its scope remembers that verdict.
        await using var scope = context.RequestServices.CreateAsyncScope();
        var probe = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = ct };
        if (token is not null) probe.Request.Headers.Authorization = token;
        if (key is not null) probe.Request.Headers[ApiKeyCaller.Header] = key;
        var result = await probe.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        return result.Succeeded ? result.Principal : null;
    }

    private static string? TextIn(JsonElement? payload, string name)
    {
        if (payload is not { ValueKind: JsonValueKind.Object } given)
        {
            return null;
        }

        foreach (var member in given.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                && member.Value.ValueKind is JsonValueKind.String)
            {
                return member.Value.GetString();
            }
        }

        return null;
    }
}
