using System.Globalization;
using System.Threading.RateLimiting;
using LearnerGraph.Api.Operations;
using LearnerGraph.Api.Security;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace LearnerGraph.Api.Setup;

/// <summary>The edge: addresses, sizes, origins, rates, headers, logs.</summary>
internal static class HttpSetup
{
    private const string Policy = "origins";

    public static void AddHttp(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        if (settings["urls"] is not { Length: > 0 } && !settings.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(Addresses(settings));
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.GetValue("Limits:RequestBytes", 2_097_152L);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddCors(cors => cors.AddPolicy(Policy, origins => origins
            .WithOrigins(Split(settings["Http:AllowedOrigins"])).AllowAnyHeader().WithMethods("GET", "POST")));
        builder.Services.AddRateLimits(PerMinute(settings, builder.Environment));
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

        // A failed start is told by the verb, in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        // It warns of keys kept in the user's folder in plain; where they belong is a setting of the console.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    public static void UseHttp(this WebApplication app)
    {
        app.UseRequestTiming();
        app.Use(static (context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            context.Response.Headers.XFrameOptions = "DENY";
            return next(context);
        });
        app.UseCors(Policy);
    }

    private static string[] Addresses(IConfiguration settings)
    {
        var main = ApiApplication.UrlOf(settings);
        return settings.GetValue("Metrics:Port", 0) is > 0 and var port ? [main, $"http://localhost:{port}"] : [main];
    }

    // A developer's own machine is not limited unless it is asked to be.
    private static int PerMinute(IConfiguration settings, IHostEnvironment environment) =>
        settings.GetValue<int?>("Limits:PerSubjectPerMinute") ?? (environment.IsDevelopment() ? 0 : 100);

    private static string[] Split(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static void AddRateLimits(this IServiceCollection services, int perMinute) =>
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = static async (rejected, ct) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
                    ? Math.Ceiling(after.TotalSeconds) : 60;
                var response = rejected.HttpContext.Response;
                response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
                await response.WriteAsJsonAsync(
                    new
                    {
                        errors = new[]
                        {
                            new
                            {
                                message = $"Too many requests: try again in {wait} s.",
                                extensions = new { code = "RATE_LIMITED", retryAfterSeconds = wait },
                            },
                        },
                    },
                    ct);
            };
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                perMinute == 0 || !context.Request.Path.StartsWithSegments("/graphql")
                    ? RateLimitPartition.GetNoLimiter("")
                    : RateLimitPartition.GetTokenBucketLimiter(SubjectOf(context), _ => Bucket(perMinute)));
        });

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = perMinute,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1),
    };

    private static string SubjectOf(HttpContext context)
    {
        var caller = CallerClaims.Read(context.User);
        return caller.IsAnonymous
            ? $"address:{context.Connection.RemoteIpAddress}"
            : $"{caller.Tenant.Value}:{caller.Subject}";
    }
}
