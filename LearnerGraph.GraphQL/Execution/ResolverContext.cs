using System.Security.Claims;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Planning;

namespace LearnerGraph.GraphQL.Execution;

/// <summary>Made only for resolvers that ask for it.</summary>
internal sealed class ResolverContext(RequestContext request, ResultNode result, int index) : IResolverContext
{
    public IServiceProvider Services => request.Services;

    public ClaimsPrincipal User => request.User;

    public CancellationToken RequestAborted => request.RequestAborted;

    public IReadOnlyList<object> Path => result.PathOf(index);

    public bool IsSelected(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var field = ((ResultObject)result).Plan.Fields[index];
        return Array.Exists(field.Nodes, node => IsSelected(field.Planner, node.SelectionSet, path.Split('.'), 0));
    }

    private static bool IsSelected(SelectionPlanner planner, SelectionSetNode? selections, string[] names, int at)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            if (!planner.IsIncluded(selection))
            {
                continue;
            }

            var found = selection switch
            {
                FieldNode field => field.Name.Value == names[at]
                    && (at == names.Length - 1 || IsSelected(planner, field.SelectionSet, names, at + 1)),
                InlineFragmentNode inline => IsSelected(planner, inline.SelectionSet, names, at),
                FragmentSpreadNode spread => IsSelected(
                    planner, planner.Document.FindFragment(spread.Name.Value)?.SelectionSet, names, at),
                _ => false,
            };
            if (found)
            {
                return true;
            }
        }

        return false;
    }
}
