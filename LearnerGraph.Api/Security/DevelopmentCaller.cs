using System.Net;
using System.Security.Claims;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Security;

/// <summary>In Development, a caller on this machine without a token is ADMIN; a bad token stays a bad token.</summary>
public static class DevelopmentCaller
{
    private static readonly string[] LocalNames = ["localhost", "127.0.0.1", "[::1]"];

    private static readonly ClaimsPrincipal Admin = new(new ClaimsIdentity(
        CallerClaims.Write(new Caller(TenantId.Default, "developer", new HashSet<Role> { Role.Admin })),
        "Development", CallerClaims.Subject, CallerClaims.Roles));

    public static void UseDevelopmentCaller(this IApplicationBuilder app) =>
        app.Use(static (context, next) =>
        {
            if (context.User.Identity?.IsAuthenticated is not true && IsLocal(context)
                && !context.Request.Headers.ContainsKey("Authorization")
                && !context.Request.Headers.ContainsKey(ApiKeyCaller.Header))
            {
                context.User = Admin;
            }

            return next(context);
        });

    /// <summary>
    /// Both ends are this machine, by address and by name: a page elsewhere cannot borrow it by a DNS trick.
    /// </summary>
    public static bool IsLocal(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var address = context.Connection.RemoteIpAddress;
        return (address is null || IPAddress.IsLoopback(address))
            && LocalNames.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase);
    }
}
