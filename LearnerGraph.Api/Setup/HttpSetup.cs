using LearnerGraph.Api.Operations;
using LearnerGraph.Api.Security;
using LearnerGraph.GraphQL;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace LearnerGraph.Api.Setup;

/// <summary>The edge: addresses, sizes, origins, rates, headers, logs.</summary>
internal static class HttpSetup
{
    private const string Policy = "origins";

    private static readonly string[] Compressed =
    [
        "application/json", "application/graphql-response+json", "application/openmetrics-text", "text/plain",
        "text/html", "text/css",
    ];

    public static void AddHttp(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        if (!settings.GetSection("Kestrel:Endpoints").Exists()) builder.WebHost.UseUrls(Addresses(settings));

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.GetValue("Limits:RequestBytes", 2_097_152L);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddCors(cors => cors.AddPolicy(Policy, origins => origins
            .WithOrigins(Split(settings["Http:AllowedOrigins"])).AllowAnyHeader().WithMethods("GET", "POST")));
        builder.Services.AddSingleton(
            new SubjectBudget(
                PerMinute(settings, builder.Environment), settings.GetValue("Limits:CostPerToken", 1_000)));
        builder.Services.AddSingleton<IOperationBudget>(
            static provider => provider.GetRequiredService<SubjectBudget>());
        builder.Services.AddHsts(static hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        builder.Services.AddResponseCompression(static compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = Compressed;
        });
        builder.Logging.ClearProviders();
        if (System.Console.IsOutputRedirected || !builder.Environment.IsDevelopment())
        {
            builder.Logging.AddJsonConsole(json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "O";
                json.IncludeScopes = true;
            });
        }
        else
        {
            builder.Logging.AddSimpleConsole(console => console.ColorBehavior = LoggerColorBehavior.Default);
        }

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // It puts each request's path around every line, and a page's path may name a learner.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // A failed start is told by the verb, in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        // It warns of keys kept in the user's folder in plain; where they belong is a setting of the console.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    public static void UseHttp(this WebApplication app)
    {
        app.UseRequestTiming();
        app.UseFramingGuard();
        app.UseSecurityHeaders();
        if (!app.Environment.IsDevelopment()) app.UseHsts();

        // What is sent with a cookie may hold both a secret and what another site chose, whose length would tell the
        // secret once compressed (BREACH); callers by token are not driven by other sites.
        app.UseWhen(
            static context => !context.Request.Headers.ContainsKey("Cookie"),
            static branch => branch.UseResponseCompression());
        app.UseCors(Policy);
    }

    /// <summary>A developer's own process ends at once unless it is asked not to.</summary>
    public static TimeSpan DrainTime(IConfiguration settings, IHostEnvironment environment) =>
        TimeSpan.FromSeconds(settings.GetValue<int?>("Http:DrainSeconds") ?? (environment.IsDevelopment() ? 0 : 5));

    private static string[] Addresses(IConfiguration settings)
    {
        var main = ApiApplication.UrlOf(settings);
        if (settings.GetValue("Metrics:Port", 0) is not (> 0 and var port)) return [main];

        // Where the main port can be reached from, that of the metrics can.
        var host = BindingAddress.Parse(main.Split(';')[0]).Host;
        return [.. main.Split(';'), $"http://{host}:{port}"];
    }

    // A developer's own machine is not limited unless it is asked to be.
    private static int PerMinute(IConfiguration settings, IHostEnvironment environment) =>
        settings.GetValue<int?>("Limits:PerSubjectPerMinute") ?? (environment.IsDevelopment() ? 0 : 100);

    private static string[] Split(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
