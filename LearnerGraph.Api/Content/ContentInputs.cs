using LearnerGraph.Domain.Content;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Content;

[InputType]
[GraphQLDescription("A course to create or change, by key.")]
public sealed record CourseInput(
    [GraphQLDescription("The author's own name for it, unique.")] string Key,
    [GraphQLDescription("For people.")] string Title)
{
    internal CourseDraft ToDraft() => new(Key, Title);
}

[InputType]
[GraphQLDescription("Courses to create or change.")]
public sealed record UpsertCoursesInput(
    [GraphQLDescription("All of them, or none where one is refused.")] IReadOnlyList<CourseInput> Courses,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("A concept to create or change, by key; what is left out stays, or gets the default.")]
public sealed record ConceptInput(
    [GraphQLDescription("The author's own name for it, unique.")] string Key,
    [GraphQLDescription("The course that owns it.")] string CourseKey,
    [GraphQLDescription("For people.")] string Name,
    [GraphQLDescription("Refused with CONFLICT where the stored version is another.")] int? ExpectedVersion = null,
    [GraphQLDescription("What it is about.")] string? Description = null,
    [GraphQLDescription("Labels.")] IReadOnlyList<string>? Tags = null,
    [GraphQLDescription("Minutes to learn it.")] int? EstimatedMinutes = null,
    [GraphQLDescription("0 easy to 1 hard.")] double? Difficulty = null,
    [GraphQLDescription("Keys of what comes before; replaces the authored ones.")]
    IReadOnlyList<string>? Requires = null,
    [GraphQLDescription("Keys of what this goes further than; replaces the authored ones.")]
    IReadOnlyList<string>? Extends = null,
    [GraphQLDescription("Keys of what says much the same; replaces the authored ones.")]
    IReadOnlyList<string>? Matches = null)
{
    internal ConceptDraft ToDraft() => new(
        Key, CourseKey, Name, Description, Tags, EstimatedMinutes, Difficulty, Requires, Extends, Matches,
        ExpectedVersion);
}

[InputType]
[GraphQLDescription("Concepts to create or change.")]
public sealed record UpsertConceptsInput(
    [GraphQLDescription("All of them, or none where one is refused.")] IReadOnlyList<ConceptInput> Concepts,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("A concept that a question practises.")]
public sealed record ConceptLinkInput(
    [GraphQLDescription("The concept's key.")] string ConceptKey,
    [GraphQLDescription("How much the answer tells of the concept, in (0, 1].")] double? Weight = 1.0);

[InputType]
[GraphQLDescription("A question to create or change, by key; what is left out stays, or gets the default.")]
public sealed record QuestionInput(
    [GraphQLDescription("The author's own name for it, unique.")] string Key,
    [GraphQLDescription("What it practises, at least one.")] IReadOnlyList<ConceptLinkInput> ConceptLinks,
    [GraphQLDescription("What is asked.")] string Prompt,
    [GraphQLDescription("How it is answered.")] QuestionType Type,
    [GraphQLDescription("Refused with CONFLICT where the stored version is another.")] int? ExpectedVersion = null,
    [GraphQLDescription("What to choose from.")] IReadOnlyList<string>? Options = null,
    [GraphQLDescription("The right answer.")] string? Answer = null,
    [GraphQLDescription("Further right answers.")] IReadOnlyList<string>? AcceptedAnswers = null,
    [GraphQLDescription("Numeric answers: the largest accepted absolute difference.")] double? Tolerance = null,
    [GraphQLDescription("Served with an accepted answer.")] string? Explanation = null,
    [GraphQLDescription("Help, in the order in which it is to be shown.")] IReadOnlyList<string>? Hints = null,
    [GraphQLDescription("0 easy to 1 hard: the expected share of wrong answers.")] double? Difficulty = null,
    [GraphQLDescription("Seconds that an answer may take.")] int? TimeLimitSeconds = null)
{
    internal QuestionDraft ToDraft() => new(
        Key, [.. ConceptLinks.Select(link => new ConceptLinkDraft(link.ConceptKey, link.Weight ?? 1))], Prompt, Type,
        Options, Answer, AcceptedAnswers, Tolerance, Explanation, Hints, Difficulty, TimeLimitSeconds, ExpectedVersion);
}

[InputType]
[GraphQLDescription("Questions to create or change.")]
public sealed record UpsertQuestionsInput(
    [GraphQLDescription("All of them, or none where one is refused.")] IReadOnlyList<QuestionInput> Questions,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("What to take out of the catalog; attempts at it stay.")]
public sealed record ArchiveInput(
    [GraphQLDescription("Ids of one kind: all of them, or none where one is refused.")]
    [property: GraphQLType("[ID!]!")]
    [GraphQLType("[ID!]!")] IReadOnlyList<string> Ids,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("A relation to take away.")]
public sealed record RemoveRelationInput(
    [GraphQLDescription("The concept that the sentence begins with.")] ConceptId FromId,
    [GraphQLDescription("The concept that the sentence ends with.")] ConceptId ToId,
    [GraphQLDescription("The verb of the sentence.")] RelationType Type,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);
