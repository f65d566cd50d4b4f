using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace LearnerGraph.Api.Console.Access;

/// <summary>
/// A console session is a bearer token in a cookie, checked on every request exactly as a bearer token is: the same
/// identities, roles and expiry, and nothing for replicas to share. It is read under /console only.
/// </summary>
internal static class SessionCookie
{
    private const string Plain = "learnergraph-console";

    // Browsers take this prefix over TLS only, for this host only.
    private const string Secured = "__Host-" + Plain;

    /// <summary>Hands the cookie's token to the bearer scheme where the request brings none of its own.</summary>
    public static void Offer(JwtBearerEvents events)
    {
        var before = events.OnMessageReceived;
        events.OnMessageReceived = received =>
        {
            var request = received.Request;
            if (!request.Headers.ContainsKey("Authorization") && request.Path.StartsWithSegments(ConsoleSetup.Root)
                && request.Cookies[NameFor(request)] is { Length: > 0 } token)
            {
                request.Headers.Authorization = $"Bearer {token}";
            }

            return before(received);
        };
    }

    public static void Keep(HttpContext context, string token, DateTimeOffset? until) =>
        context.Response.Cookies.Append(NameFor(context.Request), token, Options(context, until));

    public static bool IsIn(HttpRequest request) => request.Cookies.ContainsKey(NameFor(request));

    public static void Drop(HttpContext context) =>
        context.Response.Cookies.Delete(NameFor(context.Request), Options(context, null));

    private static string NameFor(HttpRequest request) => request.IsHttps ? Secured : Plain;

    private static CookieOptions Options(HttpContext context, DateTimeOffset? until) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        Expires = until,
    };
}
