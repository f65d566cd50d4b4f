using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Intelligence.Search.UseCases;

/// <summary>The questions of a concept's course whose texts are nearest to the concept's in meaning.</summary>
public sealed class FindSimilarQuestions(CourseIndexes indexes)
{
    public const int MostAsked = 100;

    public async ValueTask<Result<VectorHit[]>> RunAsync(
        TenantId tenant, CatalogSnapshot catalog, Concept concept, int first, CancellationToken ct)
    {
        if (first is < 0 or > MostAsked) return new Problem.Invalid($"Ask for up to {MostAsked} questions.");
        if (!(await indexes.ForAsync(tenant, catalog, concept.CourseId, ct)).TryGet(out var course, out var problem))
            return problem;

        var vector = course.Index.Find(new ContentKey(ContentKind.Concept, concept.Id.Value));
        return vector is null || first == 0
            ? Array.Empty<VectorHit>()
            : course.Index.Search(vector, first, new VectorFilter(Kind: ContentKind.Question));
    }
}
