using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>
/// A subscription selects one field at its root, none of introspection, and leaves none to @skip or @include
/// (section 5.2.3.1).
/// </summary>
internal static class SubscriptionRule
{
    public static void Check(ValidationContext context)
    {
        foreach (var facts in context.Operations)
        {
            if (facts.Operation is { Operation: OperationType.Subscription } operation && !context.IsFull)
            {
                Check(context, operation);
            }
        }
    }

    private static void Check(ValidationContext context, OperationDefinitionNode operation)
    {
        var name = operation.Name is { } given ? $"Subscription \"{given.Value}\"" : "Anonymous Subscription";
        var fields = new List<FieldNode>();
        if (!Collect(context, operation.SelectionSet, fields, [], name))
        {
            return;
        }

        var others = fields.Where(field => field.ResponseName != fields[0].ResponseName).ToList();
        if (others.Count > 0)
        {
            context.Report(
                $"{name} must select only one top level field.", [.. others.Take(20).Select(field => field.Start)]);
        }

        var meta = fields.Where(field => field.Name.Value.StartsWith("__", StringComparison.Ordinal)).ToList();
        if (meta.Count > 0)
        {
            context.Report(
                $"{name} must not select an introspection top level field.",
                [.. meta.Take(20).Select(field => field.Start)]);
        }
    }

    private static bool Collect(
        ValidationContext context, SelectionSetNode set, List<FieldNode> fields, HashSet<string> visited, string name)
    {
        for (var i = 0; i < set.Selections.Count; i++)
        {
            var selection = set.Selections[i];
            for (var k = 0; k < selection.Directives.Count; k++)
            {
                if (selection.Directives[k].Name.Value is "skip" or "include")
                {
                    context.Report(
                        $"{name} must not use `@skip` or `@include` directives in the top level selection.",
                        selection.Directives[k].Start);
                    return false;
                }
            }

            var inner = selection switch
            {
                InlineFragmentNode inline => inline.SelectionSet,
                FragmentSpreadNode spread when visited.Add(spread.Name.Value)
                    && context.Fragments.TryGetValue(spread.Name.Value, out var fragment) => fragment.Selections,
                _ => null,
            };
            if (selection is FieldNode field)
            {
                fields.Add(field);
            }
            else if (inner is not null && !Collect(context, inner, fields, visited, name))
            {
                return false;
            }
        }

        return true;
    }
}
