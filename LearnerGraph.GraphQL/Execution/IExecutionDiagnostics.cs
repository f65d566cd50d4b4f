namespace LearnerGraph.GraphQL;

/// <summary>Hears what the engine does; registered as a service. Everything has an empty default.</summary>
public interface IExecutionDiagnostics
{
    /// <summary>A resolver threw what the client is not told; it is told <paramref name="traceId"/>.</summary>
    void ResolverFailed(string coordinate, Exception exception, string traceId)
    {
    }

    /// <summary>The engine itself has failed at a request: a bug of it.</summary>
    void RequestFailed(Exception exception, string traceId)
    {
    }

    /// <summary>
    /// A request was not carried out: it could not be read, is not allowed or costs too much.
    /// </summary>
    void RequestRefused(string? operationName, string? code)
    {
    }

    /// <summary>A request has been answered.</summary>
    void RequestExecuted(RequestTiming timing)
    {
    }
}

/// <summary>What a request was and how long its parts took.</summary>
public sealed record RequestTiming(
    string? OperationName, bool IsPlanCached, TimeSpan Preparation, TimeSpan Execution, int ErrorCount)
{
    /// <summary>query, mutation or subscription.</summary>
    public required string Kind { get; init; }

    /// <summary>The static cost of the operation, fields and types together.</summary>
    public double Cost { get; init; }

    /// <summary>Code of the first error; null where there is none.</summary>
    public string? FirstCode { get; init; }
}
