using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Planning;

/// <summary>
/// Collects the fields of selection sets under fixed values of the @skip and @include variables. Nested selections are
/// planned when a value of their type first turns up.
/// </summary>
internal sealed class SelectionPlanner(
    ExecutableSchema schema, DocumentNode document, IReadOnlyDictionary<string, bool?> conditions)
{
    private int _fields;

    public ExecutableSchema Schema { get; } = schema;

    public DocumentNode Document { get; } = document;

    /// <summary>Number of fields planned so far.</summary>
    public int FieldCount => Volatile.Read(ref _fields);

    public SelectionPlan Plan(ObjectType type, SelectionSetNode selections)
    {
        var collected = new Collected();
        return Finish(type, collected, () => Collect(type, selections, collected));
    }

    public SelectionPlan Plan(ObjectType type, FieldNode[] parents)
    {
        var collected = new Collected();
        return Finish(type, collected, () =>
        {
            foreach (var parent in parents)
            {
                if (parent.SelectionSet is { } selections)
                {
                    Collect(type, selections, collected);
                }
            }
        });
    }

    /// <summary>Whether the selection stands under the conditions of this plan.</summary>
    public bool IsIncluded(SelectionNode selection)
    {
        var directives = selection.Directives;
        if (directives.Count == 0)
        {
            return true;
        }

        // @skip is looked at first, wherever it stands.
        return !(Condition(directives, "skip") ?? false) && (Condition(directives, "include") ?? true);
    }

    private SelectionPlan Finish(ObjectType type, Collected collected, Action collect)
    {
        try
        {
            collect();
        }
        catch (GraphQLException e)
        {
            return new SelectionPlan(type, [], e);
        }

        var fields = new FieldPlan[collected.Groups.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            var nodes = collected.Groups[i];
            var name = nodes[0].Name.Value;
            var definition = Schema.Schema.FindField(type, name)
                ?? throw new InvalidOperationException($"Type {type.Name} has no field {name}.");
            fields[i] = new FieldPlan(this, type, definition, [.. nodes], _fields);
            Volatile.Write(ref _fields, _fields + 1);
        }

        return new SelectionPlan(type, fields, null);
    }

    private void Collect(ObjectType type, SelectionSetNode selections, Collected collected)
    {
        foreach (var selection in selections.Selections)
        {
            if (!IsIncluded(selection))
            {
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    collected.Add(field);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition?.Name, type):
                    Collect(type, inline.SelectionSet, collected);
                    break;
                case FragmentSpreadNode spread when collected.Spreads.Add(spread.Name.Value):
                    if (Document.FindFragment(spread.Name.Value) is { } fragment
                        && Applies(fragment.TypeCondition.Name, type))
                    {
                        Collect(type, fragment.SelectionSet, collected);
                    }

                    break;
            }
        }
    }

    private bool Applies(string? condition, ObjectType type) => condition is null
        || (Schema.Schema.FindType(condition) is { } named && TypeSystem.Schema.IsPossible(named, type));

    private bool? Condition(IReadOnlyList<DirectiveNode> directives, string name)
    {
        foreach (var directive in directives)
        {
            if (directive.Name.Value != name)
            {
                continue;
            }

            return directive.Find("if")?.Value switch
            {
                BooleanValueNode literal => literal.Value,
                VariableNode variable => conditions[variable.Name] ?? throw new GraphQLException(
                    $"Argument \"if\" of \"@{name}\" must not be null.", ErrorCodes.BadUserInput),
                _ => null,
            };
        }

        return null;
    }

    private sealed class Collected
    {
        private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

        public List<List<FieldNode>> Groups { get; } = [];

        public HashSet<string> Spreads { get; } = new(StringComparer.Ordinal);

        public void Add(FieldNode field)
        {
            if (_positions.TryGetValue(field.ResponseName, out var position))
            {
                Groups[position].Add(field);
                return;
            }

            _positions.Add(field.ResponseName, Groups.Count);
            Groups.Add([field]);
        }
    }
}
