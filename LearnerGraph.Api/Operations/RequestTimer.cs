using System.Diagnostics;
using LearnerGraph.Api.Security;

namespace LearnerGraph.Api.Operations;

/// <summary>What the store did for a request so far.</summary>
public readonly record struct StoreWork(int Commands, TimeSpan Took);

/// <summary>Times each request, tells the client its parts and its trace, and writes one line of it.</summary>
/// <param name="startCount">Begins to count what the store does for the flow of control that calls it.</param>
public sealed partial class RequestTimer(
    Instruments instruments, LearnerHash hash, Func<Func<StoreWork>> startCount, ILogger<RequestTimer> log)
{
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var start = Stopwatch.GetTimestamp();
        var steps = context.RequestServices.GetRequiredService<RequestSteps>();
        var count = startCount();
        context.Response.OnStarting(() =>
        {
            var store = count();
            if (store.Commands > 0) steps.Add("store", store.Took);
            context.Response.Headers["Server-Timing"] = steps.ServerTiming(Stopwatch.GetElapsedTime(start));
            if (Activity.Current is { Id: { } id }) context.Response.Headers["traceresponse"] = id;
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
        }
        finally
        {
            var took = Stopwatch.GetElapsedTime(start);
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other";
            var (method, status) = (context.Request.Method, context.Response.StatusCode);
            instruments.Answered(method, route, status, took);
            var level = status >= StatusCodes.Status500InternalServerError ? LogLevel.Error
                : route is "/metrics" || route.StartsWith("/health", StringComparison.Ordinal) ? LogLevel.Debug
                : LogLevel.Information;
            if (log.IsEnabled(level)) Write(level, context, steps, route, took, count());
        }
    }

    private void Write(
        LogLevel level, HttpContext context, RequestSteps steps, string route, TimeSpan took, StoreWork store)
    {
        var caller = CallerClaims.Read(context.User);
        var role = caller.Roles.Count == 0 ? "none" : string.Join(' ', caller.Roles.Order().Select(Roles.NameOf));
        LogRequest(
            level, context.Request.Method, route, context.Response.StatusCode, took.TotalMilliseconds,
            steps.Operation, steps.Kind, steps.Operations, steps.Cost, steps.Outcome, store.Commands,
            store.Took.TotalMilliseconds, caller.Tenant.Value, role,
            caller.Learner is { } learner ? hash.Of(learner) : null,
            Activity.Current?.TraceId.ToHexString());
    }

    [LoggerMessage(
        Message = "{Method} {Route} {Status} in {Milliseconds:0.###} ms: {Operation} ({Kind}, {Operations}, cost "
            + "{Cost}) {Outcome}; {SqlCommands} SQL in {SqlMilliseconds:0.###} ms; {Tenant} {Role} {Learner} {Trace}")]
    private partial void LogRequest(
        LogLevel level, string method, string route, int status, double milliseconds, string? operation, string? kind,
        int operations, double cost, string? outcome, int sqlCommands, double sqlMilliseconds, string tenant,
        string role, string? learner, string? trace);
}
