using System.Globalization;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Intelligence.UseCases;

/// <summary>A concept that a text speaks of, by its dense index in the catalog.</summary>
public sealed record SuggestedConcept(int Concept, double Similarity, SimilarityBand Band, string Reason);

/// <summary>The concepts of a course, or of all, that are nearest to a description by meaning.</summary>
public sealed class SuggestConcepts(
    CourseSpaces courses, ISuggestionFeedback feedback, TimeProvider clock)
{
    public const int MostAsked = 50;
    public const int LongestText = 8_000;

    private const int MostFeedback = 200;

    /// <param name="course">Null for the whole catalog.</param>
    public async ValueTask<Result<List<SuggestedConcept>>> RunAsync(
        Caller caller, CatalogSnapshot catalog, string description, CourseId? course, int first, CancellationToken ct)
    {
        if (caller.Needs(Role.Author) is { } refusal) return refusal;
        if (Unfit(description) is { } unfit) return unfit;
        if (first is < 1 or > MostAsked) return Wrong($"Ask for 1 to {MostAsked} concepts.", "first");
        if (course is { } asked && catalog.Find(asked) is null)
            return new Problem.NotFound("Course", asked.Value.ToString(CultureInfo.InvariantCulture));

        int[] concepts = course is { } one
            ? catalog.ConceptsOf(one).ToArray() : [.. Enumerable.Range(0, catalog.Concepts.Count)];
        if (concepts.Length == 0) return new List<SuggestedConcept>();

        var embedder = await courses.EmbedderAsync(caller.Tenant, catalog, course, ct);
        Concept[] all = Array.ConvertAll(concepts, index => catalog.Concepts[index]);
        IReadOnlyList<SuggestionFeedback> given =
            course is { } of ? await feedback.NewestAsync(caller.Tenant, of, MostFeedback, ct) : [];
        string[] texts = [description, .. given.Select(one => one.Description).Distinct(StringComparer.Ordinal)];
        var embedded = await courses.EmbedAsync(caller.Tenant, course, embedder, all, texts, ct);
        if (!embedded.TryGet(out var vectors, out var problem)) return problem;
        if (!Moved(all, texts, vectors, given).TryGet(out var query, out problem)) return problem;

        var found = new List<SuggestedConcept>(concepts.Length);
        for (var i = 0; i < concepts.Length; i++)
        {
            if (!vectors[i].SimilarityTo(query).TryGet(out var similarity, out problem)) return problem;
            if (similarity > 0)
            {
                found.Add(new SuggestedConcept(
                    concepts[i], similarity, embedder.Space.Bands.Of(similarity),
                    ConceptText.Reason(description, ConceptText.Of(all[i]))));
            }
        }

        return found.OrderByDescending(one => one.Similarity).ThenBy(one => one.Concept).Take(first).ToList();
    }

    /// <summary>Why a description cannot be asked about; null where it can.</summary>
    internal static Problem.Invalid? Unfit(string description) =>
        string.IsNullOrWhiteSpace(description) ? Wrong("The description is empty.", "description")
        : description.Length > LongestText
            ? Wrong($"The description is longer than {LongestText} characters.", "description") : null;

    /// <summary>The description's vector, moved by what authors took and left for descriptions like it.</summary>
    private Result<Embedding> Moved(
        Concept[] concepts, string[] texts, Embedding[] vectors, IReadOnlyList<SuggestionFeedback> given)
    {
        var place = concepts.Select((concept, i) => (concept.Id, i)).ToDictionary(one => one.Id, one => one.i);
        var now = clock.GetUtcNow();
        return QueryFeedback.Move(
            vectors[concepts.Length],
            given.Where(one => place.ContainsKey(one.Accepted)).Select(one => new FeedbackPull(
                vectors[concepts.Length + Array.LastIndexOf(texts, one.Description)], now - one.At,
                vectors[place[one.Accepted]],
                [.. one.Rejected.Where(place.ContainsKey).Select(id => vectors[place[id]])])));
    }

    private static Problem.Invalid Wrong(string message, string argument) => new(message) { Path = [argument] };
}
