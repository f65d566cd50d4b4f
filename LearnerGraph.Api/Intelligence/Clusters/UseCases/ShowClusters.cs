using System.Globalization;
using System.Text.Json;
using LearnerGraph.Api.Pipelines.Assets;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence.Clustering;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Intelligence.Clusters.UseCases;

/// <summary>
/// The themes of a course as the pipeline keeps them; grouped now where it has not run yet. Concepts that have gone
/// since are left out, new ones wait for the next run.
/// </summary>
public sealed class ShowClusters(IPipelineStore store, ClusterCourse cluster)
{
    public async ValueTask<Result<ConceptTheme[]>> RunAsync(
        Caller caller, CatalogSnapshot catalog, CourseId id, CancellationToken ct)
    {
        if (caller.Needs(Role.Author, Role.Ml) is { } refusal) return refusal;
        if (catalog.Find(id) is not { } course)
            return new Problem.NotFound("Course", id.Value.ToString(CultureInfo.InvariantCulture));

        var kept = await store.FindItemsAsync(
            caller.Tenant, ConceptClusters.Name, course.Key, [ConceptClusters.ItemKey], ct);
        return kept.TryGetValue(ConceptClusters.ItemKey, out var item)
            ? JsonSerializer.Deserialize<ConceptTheme[]>(item.Document)!
            : await cluster.RunAsync(caller.Tenant, catalog, id, ct);
    }
}
