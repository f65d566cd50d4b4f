using LearnerGraph.Api.Content;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Intelligence.Search.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Intelligence.Search;

[ExtendObjectType<ConceptNode>]
public static class SimilarQuestionFields
{
    [GraphQLDescription("Questions of the same course whose texts are nearest in meaning, nearest first.")]
    public static async ValueTask<IReadOnlyList<SimilarQuestion>> SimilarQuestionsAsync(
        [Parent] ConceptNode node,
        Caller caller,
        FindSimilarQuestions find,
        [GraphQLDescription("How many at most, up to 100.")] int? first = 10,
        CancellationToken ct = default)
    {
        var found = (await find.RunAsync(caller.Tenant, node.Catalog, node.Concept, first ?? 10, ct)).OrThrow();
        return
        [
            .. from hit in found
               let question = node.Catalog.Node(new QuestionId(hit.Key.Id))
               where question is not null
               select new SimilarQuestion(question, hit.Similarity),
        ];
    }
}

[ObjectType]
[GraphQLDescription("A question whose text is near in meaning.")]
public sealed record SimilarQuestion(
    [GraphQLDescription("Which.")] QuestionNode Question,
    [GraphQLDescription("By the metric of the embedding space; 1 is the same direction.")] double Similarity);
