using System.Diagnostics;
using LearnerGraph.Api.Security;
using LearnerGraph.GraphQL;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace LearnerGraph.Api.Operations;

/// <summary>What operators ask the process: metrics and health, and the timing of every request.</summary>
public static class OperationsSetup
{
    private const string OpenMetrics = "application/openmetrics-text";

    public static void AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<Instruments>();
        services.AddSingleton<PrometheusExposition>();
        services.AddSingleton<IExecutionDiagnostics, ExecutionLog>();
        services.AddHealthChecks().AddCheck<StoreHealth>("store", tags: ["ready"]);
    }

    /// <summary>Measures each request and tells the client how long it took.</summary>
    public static void UseRequestTiming(this WebApplication app)
    {
        var instruments = app.Services.GetRequiredService<Instruments>();
        app.Services.GetRequiredService<PrometheusExposition>();
        app.Use(async (context, next) =>
        {
            var start = Stopwatch.GetTimestamp();
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["Server-Timing"] =
                    $"total;dur={Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.###}";
                return Task.CompletedTask;
            });
            try
            {
                await next(context);
            }
            finally
            {
                var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other";
                instruments.Answered(
                    context.Request.Method, route, context.Response.StatusCode, Stopwatch.GetElapsedTime(start));
            }
        });
    }

    public static void MapOperations(this WebApplication app, int metricsPort)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains("ready") });
        app.MapGet("/metrics", (HttpContext context, PrometheusExposition exposition) =>
        {
            if (Refusal(context, metricsPort) is { } status) return Results.StatusCode(status);

            var isOpen = context.Request.Headers.Accept.ToString().Contains(OpenMetrics, StringComparison.Ordinal);
            return Results.Text(
                exposition.Write(isOpen),
                isOpen ? $"{OpenMetrics}; version=1.0.0; charset=utf-8" : "text/plain; version=0.0.4; charset=utf-8");
        });
    }

    // On a port of its own the network decides who may scrape; on the main port the role or the machine does.
    private static int? Refusal(HttpContext context, int metricsPort)
    {
        if (metricsPort != 0) return context.Connection.LocalPort == metricsPort ? null : StatusCodes.Status404NotFound;

        return DevelopmentCaller.IsLocal(context) || CallerClaims.Read(context.User).Needs(Role.Ops) is null ? null
            : context.User.Identity?.IsAuthenticated is true ? StatusCodes.Status403Forbidden
            : StatusCodes.Status401Unauthorized;
    }
}
