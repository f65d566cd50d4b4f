using LearnerGraph.Api.Content;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Intelligence.Clusters.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Intelligence.Clusters;

[QueryType]
public static class ClusterQueries
{
    [GraphQLDescription(
        "Concepts of a course grouped by meaning, the largest group first, those on their own last; for authors.")]
    public static async ValueTask<IReadOnlyList<ConceptCluster>> ConceptClustersAsync(
        [GraphQLDescription("Of which course.")] CourseId courseId,
        Caller caller,
        RequestCatalog catalog,
        ShowClusters show,
        CancellationToken ct)
    {
        var snapshot = await catalog.GetAsync(ct);
        var themes = (await show.RunAsync(caller, snapshot, courseId, ct)).OrThrow();
        var clusters = new List<ConceptCluster>(themes.Length);
        foreach (var theme in themes)
        {
            var concepts = snapshot.Nodes(theme.Concepts.Select(id => new ConceptId(id)));
            if (concepts.Count == 0) continue;
            var medoid = snapshot.Node(new ConceptId(theme.Medoid)) ?? concepts[0];
            clusters.Add(new ConceptCluster(theme.Key, theme.Label, concepts, medoid, theme.IsNoise));
        }

        return clusters;
    }
}

[ObjectType]
[GraphQLDescription("Concepts of a course that belong together.")]
public sealed record ConceptCluster(
    [GraphQLDescription("Stays while the medoid stays; \"noise\" for those on their own.")] string Key,
    [GraphQLDescription("The words that tell it from the others.")] string Label,
    [GraphQLDescription("Members, the firmest first.")] IReadOnlyList<ConceptNode> Concepts,
    [GraphQLDescription("The member that is most like all of them.")] ConceptNode Medoid,
    [GraphQLDescription("Whether these are the concepts that belong to no theme.")] bool IsNoise);
