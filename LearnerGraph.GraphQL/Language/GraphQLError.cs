namespace LearnerGraph.GraphQL.Language;

/// <summary>An error as the response carries it.</summary>
public sealed record GraphQLError(string Message, string? Code = null)
{
    public IReadOnlyList<SourceLocation> Locations { get; init; } = [];

    /// <summary>Response names and list indexes; null on request errors.</summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>Written into <c>extensions</c> beside the code.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }
}
