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
        return string.Join(". ", new[] { concept.Name, concept.Description }.Concat(concept.Tags)
            .Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    /// <summary>Concepts and questions of the courses: what a space of theirs is fitted to.</summary>
    /// <param name="course">Null for the whole catalog.</param>
    public static IReadOnlyList<string> Body(CatalogSnapshot catalog, CourseId? course)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (course is not { } one)
            return [.. catalog.Concepts.Select(Of), .. catalog.Questions.Select(question => question.Prompt)];

        var body = new List<string>();
        foreach (var index in catalog.ConceptsOf(one)) body.Add(Of(catalog.Concepts[index]));
        foreach (var index in catalog.QuestionsOf(one)) body.Add(catalog.Questions[index].Prompt);
        return body;
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
}
