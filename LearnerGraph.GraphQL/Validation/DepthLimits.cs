using System.Runtime.CompilerServices;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>
/// How deep and wide operations are once fragments are put in their places. Each fragment is measured once, so doubling
/// fragments cost no more than their number.
/// </summary>
internal sealed class DepthLimits
{
    private readonly ValidationContext _context;
    private readonly Dictionary<DefinitionFacts, Extent> _fragments = [];
    private bool _isTooDeep;

    private DepthLimits(ValidationContext context)
    {
        _context = context;
    }

    /// <summary>Reports what is past the limits; false where following the fragments on would not be safe.</summary>
    public static bool Check(ValidationContext context)
    {
        var limits = new DepthLimits(context);
        foreach (var operation in context.Operations)
        {
            limits.Check(operation);
        }

        return !limits._isTooDeep;
    }

    private void Check(DefinitionFacts operation)
    {
        var options = _context.Options;
        var extent = Measure(operation.Selections);
        if (extent.Depth > options.MaxDepth)
        {
            _isTooDeep = true;
            _context.ReportLimit(
                $"The operation nests fields deeper than {options.MaxDepth} levels.",
                operation.Node.Start,
                ErrorCodes.DepthLimit);
            return;
        }

        var rootFields = CountRootFields(operation.Selections, []);
        if (rootFields > options.MaxRootFields)
        {
            _context.ReportLimit(
                $"The operation has more than {options.MaxRootFields} fields at its root.",
                operation.Node.Start,
                ErrorCodes.RootFieldLimit);
        }

        if (extent.IntrospectionLists >= options.MaxIntrospectionLists
            || extent.IntrospectionTypes > options.MaxIntrospectionTypes)
        {
            _context.ReportLimit(
                "Maximum introspection depth exceeded.", operation.Node.Start, ErrorCodes.IntrospectionLimit);
        }
    }

    private Extent Measure(SelectionSetNode set)
    {
        var widest = default(Extent);
        for (var i = 0; i < set.Selections.Count; i++)
        {
            widest = Extent.Max(widest, set.Selections[i] switch
            {
                FieldNode field => Measure(field),
                InlineFragmentNode inline => Measure(inline.SelectionSet),
                FragmentSpreadNode spread when _context.Fragments.TryGetValue(spread.Name.Value, out var fragment)
                    => Measure(fragment),
                _ => default,
            });
        }

        return widest;
    }

    private Extent Measure(FieldNode field)
    {
        var inner = field.SelectionSet is { } set ? Measure(set) : default;
        return field.Name.Value switch
        {
            "fields" or "interfaces" or "possibleTypes" or "inputFields" => inner.Deeper(1, 0),
            "ofType" => inner.Deeper(0, 1),
            "__schema" or "__type" => inner.Deeper(0, 0) with
            {
                IntrospectionLists = inner.Lists, IntrospectionTypes = inner.Types,
            },
            _ => inner.Deeper(0, 0),
        };
    }

    private Extent Measure(DefinitionFacts fragment)
    {
        if (_fragments.TryGetValue(fragment, out var known))
        {
            return known;
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return new Extent { Depth = int.MaxValue / 2 };
        }

        var extent = Measure(fragment.Selections);
        _fragments.Add(fragment, extent);
        return extent;
    }

    private int CountRootFields(SelectionSetNode set, HashSet<string> visited)
    {
        var count = 0;
        for (var i = 0; i < set.Selections.Count; i++)
        {
            count += set.Selections[i] switch
            {
                InlineFragmentNode inline => CountRootFields(inline.SelectionSet, visited),
                FragmentSpreadNode spread when visited.Add(spread.Name.Value)
                    && _context.Fragments.TryGetValue(spread.Name.Value, out var fragment)
                    => CountRootFields(fragment.Selections, visited),
                FieldNode => 1,
                _ => 0,
            };
        }

        return count;
    }

    // Lists and Types count by name and only matter below __schema and __type, where they become the other two.
    private readonly record struct Extent
    {
        public int Depth { get; init; }

        public int Lists { get; init; }

        public int Types { get; init; }

        public int IntrospectionLists { get; init; }

        public int IntrospectionTypes { get; init; }

        public static Extent Max(Extent a, Extent b) => new()
        {
            Depth = Math.Max(a.Depth, b.Depth),
            Lists = Math.Max(a.Lists, b.Lists),
            Types = Math.Max(a.Types, b.Types),
            IntrospectionLists = Math.Max(a.IntrospectionLists, b.IntrospectionLists),
            IntrospectionTypes = Math.Max(a.IntrospectionTypes, b.IntrospectionTypes),
        };

        public Extent Deeper(int lists, int types) => this with
        {
            Depth = Depth + 1, Lists = Lists + lists, Types = Types + types,
        };
    }
}
