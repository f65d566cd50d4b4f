using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>One validation: schema, document, what the walk has found out, and the errors so far.</summary>
internal sealed class ValidationContext(Schema schema, DocumentNode document, ValidationOptions options)
{
    private const int MaxMessage = 600;

    public Schema Schema { get; } = schema;

    public DocumentNode Document { get; } = document;

    public ValidationOptions Options { get; } = options;

    public List<GraphQLError> Errors { get; } = [];

    /// <summary>Fragments by name; of several with one name the first.</summary>
    public Dictionary<string, DefinitionFacts> Fragments { get; } = new(StringComparer.Ordinal);

    public List<DefinitionFacts> Operations { get; } = [];

    /// <summary>Whether enough errors have been found.</summary>
    public bool IsFull => Errors.Count >= Options.MaxErrors;

    public void Report(string message, int offset) => Add(message, [Locate(offset)], ErrorCodes.ValidationFailed);

    public void Report(string message, int first, int second) =>
        Add(message, [Locate(first), Locate(second)], ErrorCodes.ValidationFailed);

    public void Report(string message, IReadOnlyList<int> offsets)
    {
        var locations = new SourceLocation[offsets.Count];
        for (var i = 0; i < locations.Length; i++)
        {
            locations[i] = Locate(offsets[i]);
        }

        Add(message, locations, ErrorCodes.ValidationFailed);
    }

    public void ReportLimit(string message, int offset, string code) => Add(message, [Locate(offset)], code);

    private void Add(string message, SourceLocation[] locations, string code)
    {
        if (!IsFull)
        {
            var text = message.Length <= MaxMessage ? message : message[..MaxMessage] + "…";
            Errors.Add(new GraphQLError(text, code) { Locations = locations });
        }
    }

    private SourceLocation Locate(int offset) => Document.Source.Locate(offset);
}

/// <summary>What the walk found in an operation or fragment.</summary>
internal sealed class DefinitionFacts(DefinitionNode node, SelectionSetNode selections)
{
    public DefinitionNode Node { get; } = node;

    public SelectionSetNode Selections { get; } = selections;

    public OperationDefinitionNode? Operation => Node as OperationDefinitionNode;

    public FragmentDefinitionNode? Fragment => Node as FragmentDefinitionNode;

    /// <summary>The type that the selections stand on; null where it is unknown.</summary>
    public NamedType? Type { get; set; }

    public List<FragmentSpreadNode> Spreads { get; } = [];

    public List<VariableUsage> Usages { get; } = [];

    /// <summary>Fields nested in each other, fragments included; 0 until it is computed.</summary>
    public int Depth { get; set; }

    /// <summary>Mark of graph searches, so that each needs no set of its own.</summary>
    public int Mark { get; set; }
}

/// <summary>A variable where a value of a type is expected.</summary>
internal readonly record struct VariableUsage(
    VariableNode Variable, SchemaType? Type, bool HasLocationDefault, InputObjectType? OneOf);
