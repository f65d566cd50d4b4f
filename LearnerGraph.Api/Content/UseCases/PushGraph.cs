using LearnerGraph.Api.Operations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Content.UseCases;

/// <summary>Brings the graph database to the catalog: all of it, in batches; a stopped push goes on.</summary>
public sealed class PushGraph(IConceptGraphStore catalog, IGraphDatabase database, Audit audit)
{
    public async ValueTask<Result<GraphMark>> RunAsync(
        Caller caller, IProgress<double>? progress, CancellationToken ct)
    {
        if (caller.Needs(Role.Author) is { } refusal) return refusal;
        if (database.Concepts is not { } graph) return NoGraph.Problem;

        var content = await catalog.ReadAsync(caller.Tenant, ct);
        var before = await graph.MarkAsync(caller.Tenant, ct);
        var written = await graph.WriteAsync(caller.Tenant, content, isWhole: true, progress, ct);
        if (written.TryGet(out var mark, out _) && mark != before)
            await audit.WriteAsync(caller, "graph.push", database.Name, $"version {mark.Version}", null, ct);
        return written;
    }
}

/// <summary>What is said where the configuration names no graph database.</summary>
internal static class NoGraph
{
    public static Problem Problem => new Problem.Invalid(
        "No graph database is configured: set ConnectionStrings:Graph, such as bolt://user:password@host:7687.",
        "GRAPH_NOT_CONFIGURED");
}
