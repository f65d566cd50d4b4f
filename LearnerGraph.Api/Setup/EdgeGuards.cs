using System.Globalization;
using LearnerGraph.Api.Security;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.Api.Setup;

/// <summary>What is refused, and what is said of every answer, before anything of a request is read.</summary>
internal static class EdgeGuards
{
    private const string OnlyData = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>
    /// Kestrel takes "chunked, chunked" and "gzip, chunked", over which a proxy in front may be of another mind about
    /// where a request ends; here a body is chunked or has a length, and never both.
    /// </summary>
    public static void UseFramingGuard(this IApplicationBuilder app) =>
        app.Use(static (context, next) =>
        {
            var headers = context.Request.Headers;
            var isPlain = headers.TransferEncoding.Count == 0
                || (headers.TransferEncoding is ["chunked"] && !headers.ContainsKey("X-Content-Length")
                    && headers.ContentLength is null);
            if (isPlain && !HttpMethods.IsTrace(context.Request.Method)) return next(context);

            context.Response.StatusCode = isPlain
                ? StatusCodes.Status405MethodNotAllowed
                : StatusCodes.Status400BadRequest;
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });

    /// <summary>Headers of every answer; pages loosen the policy of content for themselves.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(static (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers.XFrameOptions = "DENY";
            headers.ContentSecurityPolicy = OnlyData;
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            return next(context);
        });

    /// <summary>A request to the API takes one token of its subject; a dear one more, once it is planned.</summary>
    public static void UseSubjectBudget(this WebApplication app)
    {
        var budget = app.Services.GetRequiredService<SubjectBudget>();
        app.Use((context, next) =>
        {
            var wait = context.Request.Path.StartsWithSegments("/graphql")
                ? budget.Take(SubjectBudget.SubjectOf(context.User, context), 1)
                : null;
            return wait is { } seconds ? RefuseAsync(context, seconds) : next(context);
        });
    }

    private static Task RefuseAsync(HttpContext context, int seconds)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
        var extensions = new { code = ErrorCodes.RateLimited, retryAfterSeconds = seconds };
        return response.WriteAsJsonAsync(
            new { errors = new[] { new { message = SubjectBudget.Message(seconds), extensions } } },
            context.RequestAborted);
    }
}
