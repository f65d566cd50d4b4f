using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>A schema that cannot be built or is not valid: a mistake in the program, found at start.</summary>
public sealed class SchemaException : Exception
{
    public SchemaException(string message)
        : this([new GraphQLError(message)])
    {
    }

    public SchemaException(IReadOnlyList<GraphQLError> errors)
        : base(string.Join(Environment.NewLine, errors.Select(error => error.Message)))
    {
        Errors = errors;
    }

    public IReadOnlyList<GraphQLError> Errors { get; }
}
