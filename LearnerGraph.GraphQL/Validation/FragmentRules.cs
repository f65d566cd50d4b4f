using System.Runtime.CompilerServices;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.Validation;

/// <summary>Fragments make no cycle and are all used (sections 5.5.1.4 and 5.5.2.2).</summary>
internal static class FragmentRules
{
    public static void Check(ValidationContext context, out bool isAcyclic)
    {
        isAcyclic = true;
        if (context.Fragments.Count == 0)
        {
            return;
        }

        var search = new CycleSearch(context);
        foreach (var fragment in context.Fragments.Values)
        {
            search.Visit(fragment);
        }

        isAcyclic = !search.HasCycle;
        CheckUsed(context);
    }

    private static void CheckUsed(ValidationContext context)
    {
        var pending = new Stack<DefinitionFacts>(context.Operations);
        var used = new HashSet<DefinitionFacts>();
        while (pending.TryPop(out var next))
        {
            foreach (var spread in next.Spreads)
            {
                if (context.Fragments.TryGetValue(spread.Name.Value, out var fragment) && used.Add(fragment))
                {
                    pending.Push(fragment);
                }
            }
        }

        foreach (var fragment in context.Fragments.Values)
        {
            if (!used.Contains(fragment))
            {
                context.Report($"Fragment \"{fragment.Fragment!.Name.Value}\" is never used.", fragment.Node.Start);
            }
        }
    }

    private sealed class CycleSearch(ValidationContext context)
    {
        private readonly HashSet<DefinitionFacts> _visited = [];
        private readonly Dictionary<DefinitionFacts, int> _open = [];
        private readonly List<FragmentSpreadNode> _path = [];

        public bool HasCycle { get; private set; }

        public void Visit(DefinitionFacts fragment)
        {
            if (!_visited.Add(fragment))
            {
                return;
            }

            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            {
                // Only reached when the token limit is off: a chain of fragments as long as the stack.
                HasCycle = true;
                context.ReportLimit("Fragments are nested too deeply.", fragment.Node.Start, ErrorCodes.DepthLimit);
                return;
            }

            _open.Add(fragment, _path.Count);
            foreach (var spread in fragment.Spreads)
            {
                if (!context.Fragments.TryGetValue(spread.Name.Value, out var next))
                {
                    continue;
                }

                _path.Add(spread);
                if (_open.TryGetValue(next, out var start))
                {
                    ReportCycle(spread, start);
                }
                else
                {
                    Visit(next);
                }

                _path.RemoveAt(_path.Count - 1);
            }

            _open.Remove(fragment);
        }

        private void ReportCycle(FragmentSpreadNode spread, int start)
        {
            HasCycle = true;
            if (context.IsFull)
            {
                return;
            }

            var cycle = _path[start..];
            var via = string.Join(", ", cycle.SkipLast(1).Take(10).Select(step => $"\"{step.Name.Value}\""));
            context.Report(
                $"Cannot spread fragment \"{spread.Name.Value}\" within itself"
                + (via.Length > 0 ? $" via {via}." : "."),
                [.. cycle.Select(step => step.Start)]);
        }
    }
}
