using LearnerGraph.Api.Operations.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Content.UseCases;

/// <summary>
/// Brings the catalog's courses, concepts and relations to what the graph database holds. Without
/// <c>isWhole</c> nothing that only the catalog has goes.
/// </summary>
public sealed class PullGraph(IConceptGraphStore catalog, IGraphDatabase database, Audit audit)
{
    /// <summary>
    /// Refused with Conflict where a push stopped half way: what it has not written would look as if it were gone.
    /// </summary>
    public async ValueTask<Result<GraphMark>> RunAsync(
        Caller caller, bool isWhole, IProgress<double>? progress, CancellationToken ct)
    {
        if (caller.Needs(Role.Author) is { } refusal) return refusal;
        if (database.Concepts is not { } graph) return NoGraph.Problem;
        if (await graph.MarkAsync(caller.Tenant, ct) is not { } mark)
            return new Problem.Conflict($"{database.Name} holds no concept graph yet: push one first.", "GRAPH_EMPTY");
        if (!mark.IsComplete)
        {
            return new Problem.Conflict(
                $"A push to {database.Name} stopped after {mark.Written} rows: finish it first.", "GRAPH_INCOMPLETE");
        }

        var content = await graph.ReadAsync(caller.Tenant, ct);
        var before = await catalog.MarkAsync(caller.Tenant, ct);
        var written = await catalog.WriteAsync(caller.Tenant, content, isWhole, progress, ct);
        if (written.TryGet(out var after, out _) && after.Version != before?.Version)
            await audit.WriteAsync(caller, "graph.pull", database.Name, $"version {after.Version}", null, ct);
        return written;
    }
}
