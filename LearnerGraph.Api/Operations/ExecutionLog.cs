using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Operations;

/// <summary>
/// Counts what the engine carries out, hands it to the request's line in the log, and writes what clients are not told
/// about failed fields, under the trace id that they are told.
/// </summary>
public sealed partial class ExecutionLog(
    Instruments instruments, RequestSteps steps, IHttpContextAccessor http, ILogger<ExecutionLog> log)
    : IExecutionDiagnostics
{
    private TenantId Tenant =>
        http.HttpContext?.User.FindFirst(CallerClaims.Tenant)?.Value is { Length: > 0 } tenant
            ? new TenantId(tenant)
            : TenantId.Default;

    public void ResolverFailed(string coordinate, Exception exception, string traceId) =>
        LogFailure(exception, coordinate, traceId);

    public void RequestFailed(Exception exception, string traceId) => LogFailure(exception, "A request", traceId);

    public void RequestRefused(string? operationName, string? code)
    {
        instruments.Refused(Tenant);
        steps.Refused(Short(operationName), code);
    }

    public void RequestExecuted(RequestTiming timing)
    {
        ArgumentNullException.ThrowIfNull(timing);
        instruments.Executed(Tenant, timing);
        steps.Executed(Short(timing.OperationName), timing.Kind, timing.Cost, timing.FirstCode);
        steps.Add("prepare", timing.Preparation);
        steps.Add("execute", timing.Execution);
    }

    // A name is the client's to choose, up to the size of a document.
    private static string? Short(string? name) => name is { Length: > 80 } ? name[..80] : name;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Coordinate} failed; the client was told {TraceId}.")]
    private partial void LogFailure(Exception exception, string coordinate, string traceId);
}
