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

    /// <summary>Whether a field of the document is <c>__schema</c> or <c>__type</c>.</summary>
    public bool AsksForSchema { get; } = document.Definitions.Any(AsksAnywhere);

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

    private static bool AsksAnywhere(DefinitionNode definition) => definition switch
    {
        OperationDefinitionNode operation => AsksAnywhere(operation.SelectionSet),
        FragmentDefinitionNode fragment => AsksAnywhere(fragment.SelectionSet),
        _ => false,
    };

    private static bool AsksAnywhere(SelectionSetNode? selections) => selections?.Selections.Any(one => one switch
    {
        FieldNode field => field.Name.Value is "__schema" or "__type" || AsksAnywhere(field.SelectionSet),
        InlineFragmentNode inline => AsksAnywhere(inline.SelectionSet),
        _ => false,
    }) == true;

    private OperationPlan Plan(OperationDefinitionNode operation) => new(schema, Document, operation);
}
