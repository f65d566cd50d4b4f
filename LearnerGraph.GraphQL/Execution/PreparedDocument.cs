using System.Collections.Concurrent;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Planning;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>A parsed and valid document with the plans of its operations.</summary>
internal sealed class PreparedDocument(ExecutableSchema schema, DocumentNode document, DocumentKey key)
{
    private readonly ConcurrentDictionary<string, OperationPlan> _plans = new(StringComparer.Ordinal);
    private OperationPlan? _only;

    public DocumentNode Document { get; } = document;

    public DocumentKey Key { get; } = key;

    /// <summary>The plan of the operation, or null where the name leads to none.</summary>
    public OperationPlan? Find(string? operationName)
    {
        if (operationName is null)
        {
            return _only ??= Document.FindOperation(null) is { } only ? Plan(only) : null;
        }

        return _plans.TryGetValue(operationName, out var known) ? known
            : Document.FindOperation(operationName) is { } operation ? _plans.GetOrAdd(operationName, Plan(operation))
            : null;
    }

    private OperationPlan Plan(OperationDefinitionNode operation) => new(schema, Document, operation);
}
