using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace LearnerGraph.Api.Console.Access;

/// <summary>Who a typed-in token speaks for, by the scheme that judges every other token.</summary>
internal sealed class TokenProbe(IServiceScopeFactory scopes)
{
    /// <returns>Null where the token is not taken.</returns>
    public async ValueTask<(ClaimsPrincipal User, DateTimeOffset? Until)?> FindAsync(
        string token, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var probe = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = ct };
        probe.Request.Headers.Authorization = $"Bearer {token}";
        var result = await probe.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        return result.Succeeded ? (result.Principal, result.Properties.ExpiresUtc) : null;
    }
}
