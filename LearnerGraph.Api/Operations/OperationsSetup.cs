using System.Diagnostics.Metrics;
using LearnerGraph.Api.Operations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.GraphQL;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace LearnerGraph.Api.Operations;

/// <summary>What operators ask the process: metrics and health, and the timing of every request.</summary>
public static class OperationsSetup
{
    private const string OpenMetrics = "application/openmetrics-text";

    /// <param name="drain">How long the process serves on after it was told to stop.</param>
    /// <param name="startCount">Begins to count what the store does for a request.</param>
    public static void AddOperations(
        this IServiceCollection services, TimeSpan drain, Func<Func<StoreWork>> startCount)
    {
        services.AddSingleton(provider => new Draining(provider.GetRequiredService<IHostApplicationLifetime>(), drain));
        services.AddHostedService(static provider => provider.GetRequiredService<Draining>());
        services.AddSingleton<Instruments>();
        services.AddSingleton(provider => new PrometheusExposition(
            provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<IConfiguration>()
                .GetValue("Metrics:LabelSets", PrometheusExposition.DefaultLabelSets)));
        services.AddScoped<IExecutionDiagnostics, ExecutionLog>();
        services.AddScoped<RequestSteps>();
        services.AddSingleton<RequestTraces>();
        services.AddSingleton<TellFigures>();
        services.AddSingleton<ServiceGauges>();
        services.AddSingleton(provider => new LearnerHash(
            provider.GetRequiredService<IConfiguration>()["Logs:HashKey"] ?? ""));
        services.AddSingleton(provider => new RequestTimer(
            provider.GetRequiredService<Instruments>(), provider.GetRequiredService<LearnerHash>(), startCount,
            provider.GetRequiredService<ILogger<RequestTimer>>()));
        services.AddHealthChecks().AddCheck<StoreHealth>("store", tags: ["ready"])
            .AddCheck<CacheHealth>("cache", tags: ["ready"])
            .AddCheck<Draining>("draining", tags: ["ready"]);
    }

    /// <summary>Measures each request, tells the client how long its parts took, and writes a line of it.</summary>
    public static void UseRequestTiming(this WebApplication app)
    {
        var timer = app.Services.GetRequiredService<RequestTimer>();
        app.Services.GetRequiredService<PrometheusExposition>();
        app.Services.GetRequiredService<RequestTraces>();
        app.Use((context, next) => timer.RunAsync(context, next));
    }

    public static void MapOperations(this WebApplication app, int metricsPort)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains("ready") });
        app.MapGet("/metrics", async (HttpContext context, PrometheusExposition exposition, ServiceGauges gauges) =>
        {
            if (Refusal(context, metricsPort) is { } status) return Results.StatusCode(status);

            await gauges.RefreshAsync(context.RequestAborted);
            var isOpen = PrefersOpenMetrics(context.Request);
            return Results.Text(
                exposition.Write(isOpen),
                isOpen ? $"{OpenMetrics}; version=1.0.0; charset=utf-8" : "text/plain; version=0.0.4; charset=utf-8");
        });
    }

    // As scrapers ask: the form of the greater weight; plain text where both weigh the same or neither is named.
    private static bool PrefersOpenMetrics(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return Weight(OpenMetrics) > Weight("text/plain");

        double Weight(string type) => accepted.Where(one => one.MediaType == type)
            .Select(one => one.Quality ?? 1).DefaultIfEmpty(0).Max();
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
