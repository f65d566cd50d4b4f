using LearnerGraph.Api.Contract;
using LearnerGraph.Domain.Content;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Content;

[ObjectType<ConceptNode>(Name = "Concept")]
[Node]
[GraphQLDescription("The smallest skill or fact whose mastery is tracked.")]
public static class ConceptFields
{
    [GraphQLDescription("Global id.")]
    public static ConceptId Id([Parent] ConceptNode node) => node.Concept.Id;

    [GraphQLDescription("The author's own name for it, unique.")]
    public static string Key([Parent] ConceptNode node) => node.Concept.Key;

    [GraphQLDescription("For people.")]
    public static string Name([Parent] ConceptNode node) => node.Concept.Name;

    [GraphQLDescription("What it is about.")]
    public static string? Description([Parent] ConceptNode node) => node.Concept.Description;

    [GraphQLDescription("The course that owns it.")]
    public static CourseNode Course([Parent] ConceptNode node) => node.Catalog.Node(node.Concept.CourseId)!;

    [GraphQLDescription("The author's labels.")]
    public static IReadOnlyList<string> Tags([Parent] ConceptNode node) => node.Concept.Tags;

    [GraphQLDescription("Minutes to learn it, as authored.")]
    public static int EstimatedMinutes([Parent] ConceptNode node) => node.Concept.EstimatedMinutes;

    [GraphQLDescription("0 easy to 1 hard.")]
    public static double Difficulty([Parent] ConceptNode node) => node.Concept.Difficulty;

    [GraphQLDescription("Raised with every change; give it back as `expectedVersion`.")]
    public static int Version([Parent] ConceptNode node) => node.Concept.Version;

    [GraphQLDescription("PageRank over the prerequisite graph, scaled so that the mean is 1.")]
    public static double Importance([Parent] ConceptNode node) => node.Catalog.Graph.Importance(node.Index);

    [GraphQLDescription("Longest prerequisite chain below this concept.")]
    public static int Depth([Parent] ConceptNode node) => node.Catalog.Graph.Depth(node.Index);

    [GraphQLDescription("Relations at one end of this concept; MATCHES has no direction and is found from both ends.")]
    public static IReadOnlyList<RelationNode> Relations(
        [Parent] ConceptNode node,
        [GraphQLDescription("Whether this concept is `from` or `to`.")]
        RelationDirection? direction = RelationDirection.Outgoing,
        [GraphQLDescription("Only these; null for all.")] IReadOnlyList<RelationType>? types = null) =>
        [.. node.Catalog.RelationsOf(node.Index, direction ?? RelationDirection.Outgoing, types)
            .Select(relation => new RelationNode(node.Catalog, relation))];

    [GraphQLDescription("What has to be learned before.")]
    public static IReadOnlyList<ConceptNode> Prerequisites(
        [Parent] ConceptNode node,
        [GraphQLDescription("With the prerequisites of prerequisites, first things first.")]
        bool? transitive = false) =>
        node.Catalog.ConceptNodes(transitive is true
            ? node.Catalog.Graph.Ancestors(node.Index)
            : node.Catalog.Graph.Prerequisites(node.Index));

    [GraphQLDescription("What this opens the way to.")]
    public static IReadOnlyList<ConceptNode> Dependents(
        [Parent] ConceptNode node,
        [GraphQLDescription("With the dependents of dependents, nearest first.")] bool? transitive = false) =>
        node.Catalog.ConceptNodes(transitive is true
            ? node.Catalog.Graph.Descendants(node.Index)
            : node.Catalog.Graph.Dependents(node.Index));

    [UsePaging]
    [GraphQLDescription("Questions that practise this concept.")]
    public static Connection<QuestionNode> Questions([Parent] ConceptNode node, PagingArguments paging)
    {
        var indexes = node.Catalog.Table.OfConcept(node.Index).ToArray();
        Array.Sort(indexes);
        var nodes = Array.ConvertAll(indexes, index => new QuestionNode(node.Catalog, node.Catalog.Questions[index]));
        return Pages.Of(nodes, n => n.Question.Id.Value, paging);
    }

    [NodeResolver]
    public static async ValueTask<ConceptNode?> FindAsync(ConceptId id, RequestCatalog catalog, CancellationToken ct) =>
        (await catalog.GetAsync(ct)).Node(id);
}
