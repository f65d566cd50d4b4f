using System.Globalization;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Pipelines;

namespace LearnerGraph.Api.Pipelines.Assets;

/// <summary>What belongs to one course, as assets read it.</summary>
internal sealed record CourseContent(
    IReadOnlyList<Concept> Concepts, IReadOnlyList<Question> Questions, IReadOnlyList<Relation> Relations)
{
    /// <summary>Empty where the course is gone.</summary>
    public static CourseContent Of(CatalogSnapshot catalog, string course)
    {
        if (catalog.CourseByKey(course) is not { } found) return new([], [], []);

        var concepts = catalog.ConceptsOf(found.Id).ToArray().Select(index => catalog.Concepts[index]).ToArray();
        var ids = concepts.Select(concept => concept.Id).ToHashSet();
        return new(
            concepts,
            [.. catalog.QuestionsOf(found.Id).ToArray().Select(index => catalog.Questions[index])],
            [.. catalog.Relations.Where(relation => ids.Contains(relation.From) || ids.Contains(relation.To))]);
    }

    /// <summary>Changes with every edit that somebody who reads the content could see.</summary>
    public string Hash() => Staleness.Hash(
        Concepts.SelectMany(one => new[] { "concept", one.Key, HashOf(one) })
            .Concat(Questions.SelectMany(one => new[] { "question", one.Key, HashOf(one) }))
            .Concat(Relations.SelectMany(one => new[]
            {
                "relation", Text(one.From.Value), Text(one.To.Value), one.Type.ToString(), Text(one.Weight),
            })));

    private static string HashOf(Concept one) => Staleness.Hash(
        [one.Name, one.Description ?? "", Text(one.Difficulty), Text(one.EstimatedMinutes), .. one.Tags]);

    private static string HashOf(Question one) => Staleness.Hash(
    [
        one.Prompt, one.Type.ToString(), Text(one.Difficulty), one.Explanation ?? "", one.Solution.Answer ?? "",
        .. one.Solution.AcceptedAnswers, "options", .. one.Options, "hints", .. one.Hints, "concepts",
        .. one.Concepts.SelectMany(link => new[] { Text(link.Concept.Value), Text(link.Weight) }),
    ]);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
