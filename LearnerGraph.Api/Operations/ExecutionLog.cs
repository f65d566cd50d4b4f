using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Operations;

/// <summary>Writes what clients are not told about failed fields, under the trace id that they are told.</summary>
public sealed partial class ExecutionLog(ILogger<ExecutionLog> log) : IExecutionDiagnostics
{
    public void ResolverFailed(string coordinate, Exception exception, string traceId) =>
        LogFailure(exception, coordinate, traceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Coordinate} failed; the client was told {TraceId}.")]
    private partial void LogFailure(Exception exception, string coordinate, string traceId);
}
