using LearnerGraph.Api.Content;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Intelligence.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Intelligence;

[QueryType]
public static class IntelligenceQueries
{
    [GraphQLDescription("Concepts that a text speaks of, nearest in meaning first; for authors.")]
    public static async ValueTask<IReadOnlyList<ConceptSuggestion>> SuggestConceptsAsync(
        [GraphQLDescription("What the author has in mind, up to 8,000 characters.")] string description,
        Caller caller,
        RequestCatalog catalog,
        SuggestConcepts suggest,
        [GraphQLDescription("Only this course's.")] CourseId? courseId = null,
        [GraphQLDescription("How many at most, 1 to 50.")] int? first = 5,
        CancellationToken ct = default)
    {
        var snapshot = await catalog.GetAsync(ct);
        var found = (await suggest.RunAsync(caller, snapshot, description, courseId, first ?? 5, ct)).OrThrow();
        return found.ConvertAll(one => new ConceptSuggestion(
            new ConceptNode(snapshot, one.Concept), one.Similarity, one.Band, one.Reason));
    }
}

[ObjectType]
[GraphQLDescription("A concept that a text speaks of.")]
public sealed record ConceptSuggestion(
    [GraphQLDescription("Which.")] ConceptNode Concept,
    [GraphQLDescription("By the metric of the embedding space; 1 is the same direction.")] double Similarity,
    [GraphQLDescription("The similarity in a word.")] SimilarityBand Band,
    [GraphQLDescription("What the two texts visibly share.")] string Reason);
