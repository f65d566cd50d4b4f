using System.Diagnostics;
using LearnerGraph.GraphQL.Language;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>What clients are told of failures that are not theirs: there was one, and where to look it up.</summary>
internal static class Masking
{
    public static string TraceId() =>
        Activity.Current?.TraceId.ToHexString() ?? ActivityTraceId.CreateRandom().ToHexString();

    public static GraphQLError Error(string traceId, string? coordinate = null)
    {
        var extensions = new Dictionary<string, object?> { ["traceId"] = traceId };
        if (coordinate is not null)
        {
            extensions.Add("coordinate", coordinate);
        }

        return new GraphQLError("Something went wrong on the server.", ErrorCodes.Internal) { Extensions = extensions };
    }

    /// <summary>Reports a failure of the engine and gives what the client may know.</summary>
    public static GraphQLResponse Response(Exception exception, IServiceProvider services)
    {
        var traceId = TraceId();
        services.GetService<IExecutionDiagnostics>()?.RequestFailed(exception, traceId);
        return GraphQLResponse.Refused(Error(traceId));
    }
}
