using System.Diagnostics;

namespace LearnerGraph.GraphQL;

/// <summary>Traces of the engine: one activity for each request, and one for each batch of a loader.</summary>
public static class GraphQLTelemetry
{
    public const string SourceName = "LearnerGraph.GraphQL";

    internal static readonly ActivitySource Source = new(SourceName);
}
