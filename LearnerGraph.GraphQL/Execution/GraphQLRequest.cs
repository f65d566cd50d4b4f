using System.Text.Json;

namespace LearnerGraph.GraphQL;

/// <summary>One operation that a client asks for.</summary>
public sealed record GraphQLRequest
{
    /// <summary>The document's UTF-8 text; null when only its id or hash is sent.</summary>
    public ReadOnlyMemory<byte>? Document { get; init; }

    /// <summary>Name of a stored document.</summary>
    public string? DocumentId { get; init; }

    public string? OperationName { get; init; }

    /// <summary>A JSON object, or nothing.</summary>
    public JsonElement? Variables { get; init; }

    public JsonElement? Extensions { get; init; }

    /// <summary>Whether the transport may run nothing but queries, as GET.</summary>
    public bool IsQueryOnly { get; init; }

    /// <summary>Whether the transport has charged the caller for one operation already.</summary>
    public bool IsCharged { get; init; }

    /// <summary>Whether the response tells what the operation costs.</summary>
    public bool ReportsCost { get; init; }

    /// <summary>Whether the operation is only judged, not run.</summary>
    public bool IsDryRun { get; init; }

    public static GraphQLRequest Of(string document, JsonElement? variables = null, string? operationName = null) =>
        new()
        {
            Document = System.Text.Encoding.UTF8.GetBytes(document),
            Variables = variables,
            OperationName = operationName,
        };
}
