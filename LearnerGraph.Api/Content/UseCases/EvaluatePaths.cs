using System.Diagnostics;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Content.UseCases;

/// <summary>The way to one concept for somebody who has mastered nothing: its steps in order, the goal last.</summary>
public sealed record PlannedPath(string Goal, IReadOnlyList<string> Steps);

/// <summary>What came of planning to every concept of a graph.</summary>
/// <param name="SelfLoops">Concepts that name themselves; they count among the cycles.</param>
/// <param name="Cycles">Each as A, B, C, A; the last edge of each was left out of the plans.</param>
/// <param name="Violations">Steps before one of their prerequisites.</param>
/// <param name="Superfluous">Steps that are no prerequisite of their goal, or missing ones.</param>
/// <param name="SlowestMilliseconds">Of a single plan.</param>
public sealed record PathsReport(
    int Concepts, int Edges, IReadOnlyList<string> DuplicateNames, IReadOnlyList<string> SelfLoops,
    IReadOnlyList<IReadOnlyList<string>> Cycles, int LongestChain, int MostAncestors, int Violations, int Superfluous,
    double BuildMilliseconds, double PlanMilliseconds, double SlowestMilliseconds, double PeakMegabytes,
    IReadOnlyList<PlannedPath> Paths);

/// <summary>Plans the path to every concept of a foreign graph, and checks each plan.</summary>
public sealed class EvaluatePaths(IPrerequisiteFile files)
{
    public Result<PathsReport> Run(string path, EdgeMeaning meaning, IProgress<double> progress, CancellationToken ct)
    {
        if (!files.Read(path, meaning).TryGet(out var list, out var problem)) return problem;

        var watch = Stopwatch.StartNew();
        var graph = ConceptGraph.Build(list.Names.Count, [.. list.Requires]);
        var built = watch.Elapsed;
        bool[] nothing = new bool[graph.Count];
        double[] none = new double[graph.Count];
        var plans = new LearningPath[graph.Count];
        double planned = 0, slowest = 0;
        for (var goal = 0; goal < plans.Length; goal++)
        {
            ct.ThrowIfCancellationRequested();
            watch.Restart();
            plans[goal] = LearningPath.To(graph, goal, nothing, none, none);
            var took = watch.Elapsed.TotalMilliseconds;
            planned += took;
            slowest = Math.Max(slowest, took);
            progress.Report((goal + 1.0) / plans.Length);
        }

        var (violations, superfluous, most) = Check(graph, plans);
        using var process = Process.GetCurrentProcess();
        return new PathsReport(
            graph.Count, list.Requires.Distinct().Count(), list.DuplicateNames,
            [.. list.Requires.Where(edge => edge.From == edge.To).Distinct().Select(edge => list.Names[edge.From])],
            [.. graph.Cycles.Select(cycle => (IReadOnlyList<string>)[.. cycle.Select(at => list.Names[at])])],
            graph.Count == 0 ? 0 : Enumerable.Range(0, graph.Count).Max(graph.Depth), most, violations, superfluous,
            built.TotalMilliseconds, planned, slowest, process.PeakWorkingSet64 / 1e6,
            [
                .. plans.Select(plan => new PlannedPath(
                    list.Names[plan.Goal], [.. plan.Steps.Select(step => list.Names[step.Concept])])),
            ]);
    }

    private static (int Violations, int Superfluous, int MostAncestors) Check(ConceptGraph graph, LearningPath[] plans)
    {
        int violations = 0, superfluous = 0, most = 0;
        foreach (var plan in plans)
        {
            var wanted = graph.Ancestors(plan.Goal).Append(plan.Goal).ToHashSet();
            most = Math.Max(most, wanted.Count - 1);
            var done = new HashSet<int>();
            foreach (var step in plan.Steps)
            {
                foreach (var below in graph.Prerequisites(step.Concept)) violations += done.Contains(below) ? 0 : 1;
                done.Add(step.Concept);
            }

            wanted.SymmetricExceptWith(done);
            superfluous += wanted.Count;
        }

        return (violations, superfluous, most);
    }
}
