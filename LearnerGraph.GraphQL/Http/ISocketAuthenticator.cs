using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LearnerGraph.GraphQL;

/// <summary>
/// Tells who is at the other end of a WebSocket, from the payload of its first message; registered as a service.
/// Without one the identity of the HTTP request counts.
/// </summary>
public interface ISocketAuthenticator
{
    /// <summary>Null closes the socket.</summary>
    ValueTask<ClaimsPrincipal?> AuthenticateAsync(HttpContext context, JsonElement? payload, CancellationToken ct);
}
