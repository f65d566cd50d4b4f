namespace LearnerGraph.GraphQL;

/// <summary>A refusal that the client may read: the field becomes null and the error carries the code.</summary>
public sealed class GraphQLException(
    string message, string code, IReadOnlyDictionary<string, object?>? extensions = null)
    : Exception(message)
{
    public string Code { get; } = code;

    public IReadOnlyDictionary<string, object?>? Extensions { get; } = extensions;
}
