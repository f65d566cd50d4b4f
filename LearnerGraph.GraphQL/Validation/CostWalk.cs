using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>
/// Adds up one operation. A field with a selection is measured once for each size it is given, so doubling fragments
/// stay linear; validation has bounded the depth.
/// </summary>
internal sealed class CostWalk(Schema schema, CostModel model, DocumentNode document, Func<string, object?>? variable)
{
    private readonly Dictionary<(FieldNode, double?), OperationCost> _measured = [];
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = IndexFragments(document);
    private readonly CostInputs _inputs = new(model, variable);

    /// <summary>The first field whose list size is not told as its schema demands, or null.</summary>
    public GraphQLError? Refusal { get; private set; }

    /// <summary>Cost of what is selected below one object; sized: fields that have their parent's list size.</summary>
    public OperationCost Measure(SelectionSetNode set, NamedType parent, (string[] Fields, double Size)? sized)
    {
        var level = new Level(this, parent, sized);
        level.Add(set, parent);
        return level.Total;
    }

    private static Dictionary<string, FragmentDefinitionNode> IndexFragments(DocumentNode document)
    {
        var fragments = new Dictionary<string, FragmentDefinitionNode>(StringComparer.Ordinal);
        for (var i = 0; i < document.Definitions.Count; i++)
        {
            if (document.Definitions[i] is FragmentDefinitionNode fragment)
            {
                fragments.TryAdd(fragment.Name.Value, fragment);
            }
        }

        return fragments;
    }

    private OperationCost Measure(FieldNode field, NamedType parent, double? size)
    {
        if (schema.FindField(parent, field.Name.Value) is not { } definition)
        {
            return default;
        }

        if (field.SelectionSet is not null && _measured.TryGetValue((field, size), out var known))
        {
            return known;
        }

        var weight = model.Of(definition);
        var cost = new OperationCost(weight.Weight, 0);
        foreach (var argument in weight.Arguments)
        {
            cost += new OperationCost(_inputs.WeightOf(argument, _inputs.Find(field, argument)), 0);
        }

        var items = 1.0;
        (string[], double)? below = null;
        if (size is { } given)
        {
            items = given;
        }
        else if (weight.SizedFields.Length > 0)
        {
            below = (weight.SizedFields, SizeOf(field, weight));
        }
        else if (definition.Type.Nullable is ListType)
        {
            items = SizeOf(field, weight);
        }

        if (field.SelectionSet is { } set)
        {
            var inner = new OperationCost(0, weight.TypeWeight) + Measure(set, definition.Type.Named, below);
            cost += inner * items;
            _measured[(field, size)] = cost;
        }

        return cost;
    }

    // Where several arguments tell a size, the largest counts.
    private double SizeOf(FieldNode field, FieldWeight weight)
    {
        double? largest = null;
        var given = 0;
        foreach (var path in weight.SlicingArguments)
        {
            var size = _inputs.SizeAt(field, path, out var isGiven);
            largest = size is null ? largest : Math.Max(largest ?? 0, size.Value);
            given += isGiven ? 1 : 0;
        }

        var usual = weight.SlicingArguments.Length > 0 ? weight.SlicingDefault : null;
        if (weight.RequiresOneSlicing && (given > 1 || (largest is null && usual is null)))
        {
            var names = weight.SlicingArguments.Select(path => $"\"{string.Join('.', path.AsEnumerable())}\"");
            Refusal ??= new GraphQLError(
                $"Field \"{field.Name.Value}\" needs exactly one of {string.Join(", ", names)}.",
                ErrorCodes.CostSlicing)
            {
                Locations = [document.Source.Locate(field.Start)],
            };
        }

        return largest ?? usual ?? weight.ListSize;
    }

    // The selections that meet on one object. Of the fields of different object types only the dearest type counts.
    private sealed class Level(CostWalk walk, NamedType parent, (string[] Fields, double Size)? sized)
    {
        private readonly Dictionary<NamedType, OperationCost> _byType = [];
        private HashSet<string>? _visited;
        private OperationCost _common;

        public OperationCost Total
        {
            get
            {
                var dearest = default(OperationCost);
                foreach (var cost in _byType.Values)
                {
                    dearest = OperationCost.Max(dearest, cost);
                }

                return _common + dearest;
            }
        }

        public void Add(SelectionSetNode set, NamedType type)
        {
            for (var i = 0; i < set.Selections.Count; i++)
            {
                switch (set.Selections[i])
                {
                    case FieldNode field:
                        AddField(field, type);
                        break;
                    case InlineFragmentNode inline:
                        Add(inline.SelectionSet, Condition(inline.TypeCondition, type));
                        break;
                    case FragmentSpreadNode spread:
                        _visited ??= new HashSet<string>(StringComparer.Ordinal);
                        if (_visited.Add(spread.Name.Value)
                            && walk._fragments.TryGetValue(spread.Name.Value, out var fragment))
                        {
                            Add(fragment.SelectionSet, Condition(fragment.TypeCondition, type));
                        }

                        break;
                }
            }
        }

        private void AddField(FieldNode field, NamedType type)
        {
            double? size = sized is { } list && Array.IndexOf(list.Fields, field.Name.Value) >= 0 ? list.Size : null;
            var cost = walk.Measure(field, type, size);
            if (type is ObjectType && !ReferenceEquals(type, parent))
            {
                _byType[type] = _byType.GetValueOrDefault(type) + cost;
            }
            else
            {
                _common += cost;
            }
        }

        private NamedType Condition(NamedTypeNode? condition, NamedType type) =>
            condition is null ? type : walk.FindType(condition.Name) ?? type;
    }

    private NamedType? FindType(string name) => schema.FindType(name);
}
