namespace LearnerGraph.Domain.Content;

/// <summary>A course to create or change, by key.</summary>
public sealed record CourseDraft(string Key, string Title);

/// <summary>
/// A concept to create or change, by key; null leaves a value as it is, or gives a new concept the default.
/// </summary>
/// <param name="ExpectedVersion">Refused with Conflict where the stored version is another.</param>
/// <param name="Requires">Keys; null leaves the authored relations of that kind as they are, else they are
/// replaced.</param>
public sealed record ConceptDraft(
    string Key,
    string CourseKey,
    string Name,
    string? Description = null,
    IReadOnlyList<string>? Tags = null,
    int? EstimatedMinutes = null,
    double? Difficulty = null,
    IReadOnlyList<string>? Requires = null,
    IReadOnlyList<string>? Extends = null,
    IReadOnlyList<string>? Matches = null,
    int? ExpectedVersion = null);

/// <summary>A link to a concept by its key; weight in (0, 1].</summary>
public sealed record ConceptLinkDraft(string ConceptKey, double Weight = 1);

/// <summary>A question to create or change, by key; null leaves a value as it is, or gives the default.</summary>
public sealed record QuestionDraft(
    string Key,
    IReadOnlyList<ConceptLinkDraft> ConceptLinks,
    string Prompt,
    QuestionType Type,
    IReadOnlyList<string>? Options = null,
    string? Answer = null,
    IReadOnlyList<string>? AcceptedAnswers = null,
    double? Tolerance = null,
    string? Explanation = null,
    IReadOnlyList<string>? Hints = null,
    double? Difficulty = null,
    int? TimeLimitSeconds = null,
    int? ExpectedVersion = null);

/// <summary>A relation between concepts by their keys.</summary>
public sealed record RelationDraft(
    string FromKey, string ToKey, RelationType Type, double Weight = 1,
    RelationOrigin Origin = RelationOrigin.Authored, double Confidence = 1);

/// <summary>A whole edit, checked by CatalogEditor against the stored content; applied all or nothing.</summary>
/// <param name="Courses">With id 0 where new; likewise concepts and questions, found again by their keys.</param>
/// <param name="ReplacedRelations">Authored relations that go before <paramref name="AddedRelations"/> come.</param>
public sealed record CatalogChange(
    IReadOnlyList<Course> Courses,
    IReadOnlyList<(Concept Concept, string CourseKey)> Concepts,
    IReadOnlyList<(Question Question, IReadOnlyList<ConceptLinkDraft> Links)> Questions,
    IReadOnlyList<Relation> ReplacedRelations,
    IReadOnlyList<RelationDraft> AddedRelations,
    IReadOnlyList<ConceptId> ArchivedConcepts,
    IReadOnlyList<QuestionId> ArchivedQuestions);
