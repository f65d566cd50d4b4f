using System.Globalization;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Intelligence.UseCases;

/// <summary>A concept that a text speaks of, by its dense index in the catalog.</summary>
public sealed record SuggestedConcept(int Concept, double Similarity, SimilarityBand Band, string Reason);

/// <summary>The concepts of a course, or of all, that are nearest to a description by meaning.</summary>
public sealed class SuggestConcepts(CourseSpaces courses)
{
    public const int MostAsked = 50;
    public const int LongestText = 8_000;

    /// <param name="course">Null for the whole catalog.</param>
    public async ValueTask<Result<List<SuggestedConcept>>> RunAsync(
        Caller caller, CatalogSnapshot catalog, string description, CourseId? course, int first, CancellationToken ct)
    {
        if (caller.Needs(Role.Author) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(description)) return Wrong("The description is empty.", "description");
        if (description.Length > LongestText)
            return Wrong($"The description is longer than {LongestText} characters.", "description");
        if (first is < 1 or > MostAsked) return Wrong($"Ask for 1 to {MostAsked} concepts.", "first");
        if (course is { } asked && catalog.Find(asked) is null)
            return new Problem.NotFound("Course", asked.Value.ToString(CultureInfo.InvariantCulture));

        int[] concepts = course is { } one
            ? catalog.ConceptsOf(one).ToArray() : [.. Enumerable.Range(0, catalog.Concepts.Count)];
        if (concepts.Length == 0) return new List<SuggestedConcept>();

        var embedder = await courses.EmbedderAsync(caller.Tenant, catalog, course, ct);
        Concept[] all = Array.ConvertAll(concepts, index => catalog.Concepts[index]);
        var embedded = await courses.EmbedAsync(caller.Tenant, course, embedder, all, [description], ct);
        if (!embedded.TryGet(out var vectors, out var problem)) return problem;

        var found = new List<SuggestedConcept>(concepts.Length);
        for (var i = 0; i < concepts.Length; i++)
        {
            if (!vectors[i].SimilarityTo(vectors[^1]).TryGet(out var similarity, out problem)) return problem;
            if (similarity > 0)
            {
                found.Add(new SuggestedConcept(
                    concepts[i], similarity, embedder.Space.Bands.Of(similarity),
                    ConceptText.Reason(description, ConceptText.Of(all[i]))));
            }
        }

        return found.OrderByDescending(one => one.Similarity).ThenBy(one => one.Concept).Take(first).ToList();
    }

    private static Problem.Invalid Wrong(string message, string argument) => new(message) { Path = [argument] };
}
