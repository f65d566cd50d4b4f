using System.Collections.Concurrent;
using LearnerGraph.GraphQL.Coercion;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;
using LearnerGraph.GraphQL.Validation;

namespace LearnerGraph.GraphQL.Planning;

/// <summary>
/// An operation ready to run, for every request that sends it. There is one tree of selections for each combination of
/// the variables that @skip and @include look at, since even the order of fields depends on them.
/// </summary>
internal sealed class OperationPlan
{
    private const int MaxVariants = 32;

    // Two bits each: false, true, null.
    private const int MaxKeyed = 32;

    private readonly ExecutableSchema _schema;
    private readonly string[] _conditions;
    private readonly ConcurrentDictionary<ulong, SelectionPlan> _variants = new();
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    public OperationPlan(ExecutableSchema schema, DocumentNode document, OperationDefinitionNode operation)
    {
        _schema = schema;
        Document = document;
        Operation = operation;
        Root = schema.Schema.RootOf(operation.Operation)
            ?? throw new InvalidOperationException($"The schema has no {operation.Operation} root.");
        var variables = new VariablePlan[operation.Variables.Count];
        for (var i = 0; i < variables.Length; i++)
        {
            var node = operation.Variables[i];
            variables[i] = new VariablePlan(node, schema.Schema.Resolve(node.Type)!);
            _positions.Add(variables[i].Name, i);
        }

        Variables = variables;
        _conditions = variables.Length == 0 ? [] : ConditionVariables.Find(document);
    }

    public DocumentNode Document { get; }

    /// <summary>The cost, once it is known not to depend on variables.</summary>
    public OperationCost? Cost { get; set; }

    public OperationDefinitionNode Operation { get; }

    public ObjectType Root { get; }

    public IReadOnlyList<VariablePlan> Variables { get; }

    public VariableValues Bind(object?[] values) =>
        values.Length == 0 ? VariableValues.None : new VariableValues(_positions, values);

    /// <summary>The root selection under the request's conditions.</summary>
    public SelectionPlan SelectionsFor(VariableValues values)
    {
        if (_conditions.Length > MaxKeyed)
        {
            return Build(values);
        }

        ulong key = 0;
        for (var i = 0; i < _conditions.Length; i++)
        {
            key |= (values[_conditions[i]] switch { true => 1UL, false => 0UL, _ => 2UL }) << (2 * i);
        }

        if (_variants.TryGetValue(key, out var known))
        {
            return known;
        }

        var built = Build(values);
        return _variants.Count < MaxVariants ? _variants.GetOrAdd(key, built) : built;
    }

    private SelectionPlan Build(VariableValues values)
    {
        var conditions = _conditions.ToDictionary(name => name, name => values[name] as bool?);
        return new SelectionPlanner(_schema, Document, conditions).Plan(Root, Operation.SelectionSet);
    }
}

/// <summary>Finds the variables that decide whether selections stand.</summary>
internal static class ConditionVariables
{
    public static string[] Find(DocumentNode document)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case OperationDefinitionNode operation:
                    Visit(operation.SelectionSet, names);
                    break;
                case FragmentDefinitionNode fragment:
                    Visit(fragment.SelectionSet, names);
                    break;
            }
        }

        return [.. names];
    }

    private static void Visit(SelectionSetNode? selections, SortedSet<string> names)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            foreach (var directive in selection.Directives)
            {
                if (directive.Name.Value is "skip" or "include" && directive.Find("if")?.Value is VariableNode variable)
                {
                    names.Add(variable.Name);
                }
            }

            Visit((selection as FieldNode)?.SelectionSet ?? (selection as InlineFragmentNode)?.SelectionSet, names);
        }
    }
}
