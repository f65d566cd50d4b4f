using LearnerGraph.Api.Intelligence.Search;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Clustering;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Intelligence.Clusters.UseCases;

/// <summary>Groups the concepts of one course by meaning.</summary>
public sealed class ClusterCourse(CourseIndexes indexes, IClusterings clusterings)
{
    /// <summary>HDBSCAN compares every two.</summary>
    public const int MostConcepts = 10_000;

    public async ValueTask<Result<ConceptTheme[]>> RunAsync(
        TenantId tenant, CatalogSnapshot catalog, CourseId course, CancellationToken ct)
    {
        Concept[] concepts = [.. catalog.ConceptsOf(course).ToArray().Select(index => catalog.Concepts[index])];
        if (concepts.Length == 0) return Array.Empty<ConceptTheme>();
        if (concepts.Length > MostConcepts)
            return new Problem.TooLarge($"A course of more than {MostConcepts} concepts is not grouped.");
        if (!(await indexes.ForAsync(tenant, catalog, course, ct)).TryGet(out var ready, out var problem))
            return problem;

        var dimension = ready.Index.Space.Dimension;
        var rows = new float[concepts.Length * dimension];
        for (var i = 0; i < concepts.Length; i++)
        {
            ready.Index.Find(new ContentKey(ContentKind.Concept, concepts[i].Id.Value))?.Vector
                .CopyTo(rows.AsSpan(i * dimension));
        }

        var grouping = clusterings.For(concepts.Length).Group(rows, dimension, ct);
        return ConceptThemes.Of(concepts, rows, dimension, grouping);
    }
}
