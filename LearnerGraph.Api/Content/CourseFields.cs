using LearnerGraph.Api.Contract;
using LearnerGraph.Domain.Content;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Content;

[ObjectType<CourseNode>(Name = "Course")]
[Node]
[GraphQLDescription("The scope that owns concepts, questions and clusters.")]
public static class CourseFields
{
    [GraphQLDescription("Global id.")]
    public static CourseId Id([Parent] CourseNode node) => node.Course.Id;

    [GraphQLDescription("The author's own name for it, unique.")]
    public static string Key([Parent] CourseNode node) => node.Course.Key;

    [GraphQLDescription("For people.")]
    public static string Title([Parent] CourseNode node) => node.Course.Title;

    [UsePaging]
    [GraphQLDescription("The course's concepts.")]
    public static Connection<ConceptNode> Concepts([Parent] CourseNode node, PagingArguments paging) =>
        Pages.Of(node.Catalog.ConceptNodes(node.Catalog.ConceptsOf(node.Course.Id)), n => n.Concept.Id.Value, paging);

    [NodeResolver]
    public static async ValueTask<CourseNode?> FindAsync(CourseId id, RequestCatalog catalog, CancellationToken ct) =>
        (await catalog.GetAsync(ct)).Node(id);
}
