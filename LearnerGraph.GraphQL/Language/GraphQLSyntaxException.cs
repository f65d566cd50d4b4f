namespace LearnerGraph.GraphQL.Language;

/// <summary>A text that is no document, or is past a limit of the parser; the only thing the parser throws.</summary>
public sealed class GraphQLSyntaxException(
    string message, SourceLocation location, string code = ErrorCodes.ParseFailed)
    : Exception(message)
{
    public SourceLocation Location { get; } = location;

    public string Code { get; } = code;

    public GraphQLError ToError() => new(Message, Code) { Locations = [Location] };
}
