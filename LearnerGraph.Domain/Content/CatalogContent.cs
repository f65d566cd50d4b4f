namespace LearnerGraph.Domain.Content;

/// <summary>
/// Everything that a catalog snapshot is built from, as read from the store in one go.
/// </summary>
/// <param name="Version">Raised with every change of content.</param>
/// <param name="States">By question; a question without answers may be left out.</param>
public sealed record CatalogContent(
    long Version,
    IReadOnlyList<Course> Courses,
    IReadOnlyList<Concept> Concepts,
    IReadOnlyList<Question> Questions,
    IReadOnlyList<Relation> Relations,
    IReadOnlyDictionary<QuestionId, QuestionState> States)
{
    /// <summary>Archived questions: nobody is asked them any more, but earlier answers to them still count.</summary>
    public IReadOnlyList<Question> Archived { get; init; } = [];
}
