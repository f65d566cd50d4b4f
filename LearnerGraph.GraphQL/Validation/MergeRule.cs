using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>Fields of one response name can be merged (section 5.3.2).</summary>
/// <remarks>
/// Instead of comparing pairs, the fields that may meet in one place are gathered once by response name. All of a name
/// must have one shape. Those whose parents may be the same object (of one object type, or of any abstract type) must
/// also be the same field with the same arguments; that is an equivalence, so comparing with the first is enough. Then
/// the selections below a group are gathered together. What was checked before as the same set of fields is not checked
/// again, which keeps doubling fragments linear; a budget bounds the rest.
/// </remarks>
internal sealed class MergeRule
{
    private readonly ValidationContext _context;
    private readonly HashSet<FieldSet> _checked = [];
    private int _work;

    private MergeRule(ValidationContext context)
    {
        _context = context;
    }

    private bool IsDone => _context.IsFull || _work > _context.Options.MaxMergeWork;

    public static void Check(ValidationContext context)
    {
        var rule = new MergeRule(context);
        foreach (var operation in context.Operations)
        {
            var fields = new FieldGroups(context);
            rule._work += fields.Collect(operation.Selections, operation.Type, null);
            rule.Check(fields, shapeOnly: false);
            if (rule._work > context.Options.MaxMergeWork)
            {
                context.ReportLimit(
                    "The document has too many fields of equal response names to compare.",
                    operation.Node.Start,
                    ErrorCodes.MergeLimit);
                return;
            }
        }
    }

    private void Check(FieldGroups groups, bool shapeOnly)
    {
        foreach (var group in groups.All)
        {
            if (IsDone)
            {
                return;
            }

            Check(group, shapeOnly);
        }
    }

    private void Check(List<MergedField> group, bool shapeOnly)
    {
        _work += group.Count;
        var mayMeet = !shapeOnly && !HasSeveralObjectTypes(group);
        if ((mayMeet && !AreSameField(group)) || !HaveOneShape(group))
        {
            return;
        }

        Descend(group, shapeOnly: !mayMeet);
        if (shapeOnly || mayMeet)
        {
            return;
        }

        foreach (var common in ByCommonParent(group))
        {
            if (IsDone)
            {
                return;
            }

            _work += common.Count;
            if (AreSameField(common))
            {
                Descend(common, shapeOnly: false);
            }
        }
    }

    private void Descend(List<MergedField> group, bool shapeOnly)
    {
        if (!HasSelections(group) || !_checked.Add(new FieldSet(group, shapeOnly)))
        {
            return;
        }

        var below = new FieldGroups(_context);
        foreach (var field in group)
        {
            if (field.Node.SelectionSet is { } set)
            {
                _work += below.Collect(set, field.Definition?.Type.Named, field);
            }
        }

        Check(below, shapeOnly);
    }

    private static bool HasSelections(List<MergedField> group)
    {
        foreach (var field in group)
        {
            if (field.Node.SelectionSet is not null)
            {
                return true;
            }
        }

        return false;
    }

    private bool HaveOneShape(List<MergedField> group)
    {
        MergedField? first = null;
        foreach (var field in group)
        {
            if (field.Definition is not { } definition)
            {
                continue;
            }

            first ??= field;
            if (!IsSameShape(first.Definition!.Type, definition.Type))
            {
                Report(
                    first,
                    field,
                    $"they return conflicting types \"{first.Definition.Type}\" and \"{definition.Type}\"");
                return false;
            }
        }

        return true;
    }

    private bool AreSameField(List<MergedField> group)
    {
        var first = group[0];
        for (var i = 1; i < group.Count; i++)
        {
            var field = group[i];
            if (first.Node.Name.Value != field.Node.Name.Value)
            {
                Report(
                    first, field, $"\"{first.Node.Name.Value}\" and \"{field.Node.Name.Value}\" are different fields");
                return false;
            }

            if (!SyntaxEquality.SameArguments(first.Node.Arguments, field.Node.Arguments))
            {
                Report(first, field, "they have differing arguments");
                return false;
            }
        }

        return true;
    }

    private static bool HasSeveralObjectTypes(List<MergedField> group)
    {
        NamedType? only = null;
        foreach (var field in group)
        {
            if (field.Parent is ObjectType type)
            {
                only ??= type;
                if (!ReferenceEquals(only, type))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // The fields of each object type, with those of abstract parents, whose object may be of any type.
    private static Dictionary<NamedType, List<MergedField>>.ValueCollection ByCommonParent(List<MergedField> group)
    {
        var anywhere = group.FindAll(field => field.Parent is not ObjectType);
        var byType = new Dictionary<NamedType, List<MergedField>>(ReferenceEqualityComparer.Instance);
        foreach (var field in group)
        {
            if (field.Parent is not ObjectType type)
            {
                continue;
            }

            if (!byType.TryGetValue(type, out var list))
            {
                byType[type] = list = [.. anywhere];
            }

            list.Add(field);
        }

        return byType.Values;
    }

    private static bool IsSameShape(SchemaType a, SchemaType b)
    {
        while (!ReferenceEquals(a, b))
        {
            switch (a, b)
            {
                case (NonNullType nonNullA, NonNullType nonNullB):
                    a = nonNullA.Nullable;
                    b = nonNullB.Nullable;
                    break;
                case (ListType listA, ListType listB):
                    a = listA.Item;
                    b = listB.Item;
                    break;
                default:
                    return a is NamedType { IsComposite: true } && b is NamedType { IsComposite: true };
            }
        }

        return true;
    }

    // Told from the outermost level at which the two ways to the fields part.
    private void Report(MergedField a, MergedField b, string reason)
    {
        var first = new List<int> { a.Node.Start };
        var second = new List<int> { b.Node.Start };
        while (a.Outer is { } outerA && b.Outer is { } outerB && !ReferenceEquals(outerA.Node, outerB.Node))
        {
            reason = $"subfields \"{a.Node.ResponseName}\" conflict because {reason}";
            a = outerA;
            b = outerB;
            first.Insert(0, a.Node.Start);
            second.Insert(0, b.Node.Start);
        }

        _context.Report(
            $"Fields \"{a.Node.ResponseName}\" conflict because {reason}. Use different aliases on the fields to fetch "
            + "both if this was intentional.",
            [.. first, .. second]);
    }
}

/// <summary>A field where it is merged: its static parent type and the field it was gathered below.</summary>
internal sealed record MergedField(FieldNode Node, NamedType? Parent, FieldDefinition? Definition, MergedField? Outer);
