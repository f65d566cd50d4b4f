using System.Globalization;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence.Relations;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Intelligence.UseCases;

/// <summary>An author asks for a course's relations now, rather than at the next run of the pipeline.</summary>
public sealed class DetectRelations(FindRelations find)
{
    /// <summary>More pairs than this are work for the pipeline.</summary>
    public const int MostConcepts = 1_000;

    public async ValueTask<Result<List<RelationProposal>>> RunAsync(
        Caller caller, CatalogSnapshot catalog, CourseId course, double minSimilarity, CancellationToken ct)
    {
        if (caller.Needs(Role.Author) is { } refusal) return refusal;
        if (catalog.Find(course) is null)
            return new Problem.NotFound("Course", course.Value.ToString(CultureInfo.InvariantCulture));
        if (!(minSimilarity is >= 0 and <= 1))
            return new Problem.Invalid("`minSimilarity` is a number from 0 to 1.") { Path = ["minSimilarity"] };
        if (catalog.ConceptsOf(course).Length > MostConcepts)
        {
            return new Problem.TooLarge(
                $"The course has more than {MostConcepts} concepts: run the pipeline's relation_proposals instead.");
        }

        return await find.RunAsync(caller.Tenant, catalog, course, minSimilarity, ct);
    }
}
