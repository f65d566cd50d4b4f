using LearnerGraph.Api.Contract;
using LearnerGraph.Domain.Content;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Content;

[QueryType]
public static class ContentQueries
{
    [GraphQLDescription("A concept by its id.")]
    public static ValueTask<ConceptNode?> ConceptAsync(
        [GraphQLDescription("Global id.")] ConceptId id, RequestCatalog catalog, CancellationToken ct) =>
        ConceptFields.FindAsync(id, catalog, ct);

    [UsePaging(Backward = true)]
    [GraphQLDescription("All concepts, or those of a course, or those whose name, key or tags contain a text.")]
    public static async ValueTask<Connection<ConceptNode>> ConceptsAsync(
        PagingArguments paging,
        RequestCatalog catalog,
        [GraphQLDescription("Only this course's.")] CourseId? courseId = null,
        [GraphQLDescription("Only those that contain this text, whatever its case.")] string? search = null,
        CancellationToken ct = default)
    {
        var snapshot = await catalog.GetAsync(ct);
        var found = Enumerable.Range(0, snapshot.Concepts.Count)
            .Where(i => courseId is null || snapshot.Concepts[i].CourseId == courseId)
            .Where(i => search is null || Contains(snapshot.Concepts[i], search))
            .Select(i => new ConceptNode(snapshot, i));
        return Pages.Of(found.ToList(), n => n.Concept.Id.Value, paging);
    }

    [GraphQLDescription("A question by its id.")]
    public static ValueTask<QuestionNode?> QuestionAsync(
        [GraphQLDescription("Global id.")] QuestionId id, RequestCatalog catalog, CancellationToken ct) =>
        QuestionFields.FindAsync(id, catalog, ct);

    [UsePaging]
    [GraphQLDescription("All courses.")]
    public static async ValueTask<Connection<CourseNode>> CoursesAsync(
        PagingArguments paging, RequestCatalog catalog, CancellationToken ct)
    {
        var snapshot = await catalog.GetAsync(ct);
        var nodes = snapshot.Courses.Select(course => new CourseNode(snapshot, course)).ToList();
        return Pages.Of(nodes, n => n.Course.Id.Value, paging);
    }

    private static bool Contains(Concept concept, string search) =>
        concept.Name.Contains(search, StringComparison.OrdinalIgnoreCase)
        || concept.Key.Contains(search, StringComparison.OrdinalIgnoreCase)
        || concept.Tags.Any(tag => tag.Contains(search, StringComparison.OrdinalIgnoreCase));
}
