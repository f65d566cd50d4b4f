using LearnerGraph.Api.Content;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Intelligence.Search.UseCases;
using LearnerGraph.Api.Learners;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Intelligence.Search;

[ExtendObjectType<LearnerNode>]
public static class LearnerSearchFields
{
    [GraphQLDescription("Questions and concepts by meaning, in this learner's own order.")]
    public static async ValueTask<SearchResults> SearchAsync(
        [Parent] LearnerNode node,
        [GraphQLDescription("In the learner's words, up to 1,000 characters.")] string query,
        Caller caller,
        RequestCatalog catalog,
        SearchContent search,
        [GraphQLDescription("How many at most, 1 to 50.")] int? first = 10,
        CancellationToken ct = default)
    {
        var snapshot = await catalog.GetAsync(ct);
        var found = (await search.RunAsync(caller, snapshot, node.Learner, query, first ?? 10, ct)).OrThrow();
        var hits = new List<SearchHit>(found.Hits.Count);
        foreach (var hit in found.Hits)
        {
            object? shown = hit.Key.Kind == ContentKind.Concept
                ? snapshot.Node(new ConceptId(hit.Key.Id)) : snapshot.Node(new QuestionId(hit.Key.Id));
            if (shown is not null)
                hits.Add(new SearchHit(hits.Count + 1, hit.Score, shown, hit.IsExploration, hit.Propensity));
        }

        return new SearchResults(found.Session, hits);
    }
}

[ObjectType]
[GraphQLDescription("What a search found.")]
public sealed record SearchResults(
    [GraphQLDescription("Give it back as `clientSessionId` with what the learner did.")] Guid SessionId,
    [GraphQLDescription("In the order in which they are to be shown.")] IReadOnlyList<SearchHit> Hits);

[ObjectType]
[GraphQLDescription("A concept or a question that was found.")]
public sealed record SearchHit(
    [GraphQLDescription("From 1.")] int Rank,
    [GraphQLDescription("Similarity to the query as the learner's own vectors have it, and their taste.")] double Score,
    [GraphQLDescription("A Concept or a Question.")] [property: GraphQLType("Node!")] object Node,
    [GraphQLDescription("Whether it has its place by chance.")] bool IsExploration,
    [GraphQLDescription("The chance that it had of this place, in (0, 1].")] double Propensity);
