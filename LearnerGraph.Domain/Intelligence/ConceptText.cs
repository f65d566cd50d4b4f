using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence.Text;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Intelligence;

/// <summary>What of a concept is read as its text, and what two texts visibly share.</summary>
public static class ConceptText
{
    private const int ShortestWord = 4;
    private const int MostWords = 5;

    /// <summary>Name, description and tags; the name alone where there is no more.</summary>
    public static string Of(Concept concept)
    {
        ArgumentNullException.ThrowIfNull(concept);
        return Join([concept.Name, concept.Description, string.Join(", ", concept.Tags)]);
    }

    /// <summary>Prompt, options and the names of what it practises.</summary>
    public static string Of(Question question, CatalogSnapshot catalog)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(catalog);
        return Join(
        [
            question.Prompt, string.Join("; ", question.Options),
            string.Join(", ", question.Concepts.Select(link => catalog.Find(link.Concept)?.Name).OfType<string>()),
        ]);
    }

    /// <summary>Every text of a course, none where it is unknown: what a space of it is fitted to.</summary>
    public static IReadOnlyDictionary<ContentKey, string> OfCourse(CatalogSnapshot catalog, CourseId course)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var texts = new Dictionary<ContentKey, string>();
        foreach (var index in catalog.ConceptsOf(course))
        {
            var concept = catalog.Concepts[index];
            texts[new(ContentKind.Concept, concept.Id.Value)] = Of(concept);
        }

        foreach (var index in catalog.QuestionsOf(course))
        {
            var question = catalog.Questions[index];
            texts[new(ContentKind.Question, question.Id.Value)] = Of(question, catalog);
        }

        return texts;
    }

    /// <summary>Every text of the catalog.</summary>
    public static IReadOnlyList<string> OfAll(CatalogSnapshot catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return [.. catalog.Concepts.Select(Of), .. catalog.Questions.Select(question => Of(question, catalog))];
    }

    /// <summary>Why a concept was found, in a sentence: the longer words that both texts have.</summary>
    public static string Reason(string asked, string found)
    {
        var shared = Words.Of(asked).Distinct().Where(word => word.Length >= ShortestWord)
            .Intersect(Words.Of(found), StringComparer.Ordinal).Take(MostWords).ToList();
        return shared.Count > 0
            ? $"Both speak of {string.Join(", ", shared)}."
            : "No longer word is shared; the course uses their words and parts of words alike.";
    }

    private static string Join(IEnumerable<string?> parts) =>
        string.Join(". ", parts.Select(part => Tidy(part ?? "")).Where(part => part.Length > 0));

    private static string Tidy(string text) =>
        string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
