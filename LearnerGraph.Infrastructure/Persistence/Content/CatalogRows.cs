using LearnerGraph.Domain.Content;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Content;

/// <summary>Rows to content and back.</summary>
internal static class CatalogRows
{
    public static Course ToCourse(this CourseRow row) =>
        new(new(row.Id), row.Key, row.Title, row.Version, row.IsArchived);

    public static Concept ToConcept(this ConceptRow row) => new(
        new(row.Id), new(row.CourseId), row.Key, row.Name, row.Description, ReaderExtensions.FromJson<string>(row.Tags),
        row.EstimatedMinutes, row.Difficulty, row.Version, row.IsArchived);

    public static Question ToQuestion(this QuestionRow row, IReadOnlyList<ConceptLink> concepts) => new(
        new(row.Id), row.Key, row.Prompt, (QuestionType)row.Type, concepts,
        ReaderExtensions.FromJson<string>(row.Options),
        new AnswerKey(row.Answer, ReaderExtensions.FromJson<string>(row.AcceptedAnswers), row.Tolerance),
        row.Explanation, ReaderExtensions.FromJson<string>(row.Hints), row.Difficulty, row.TimeLimitSeconds,
        row.Version, row.IsArchived);

    public static Relation ToRelation(this RelationRow row) => new(
        new(row.FromId), new(row.ToId), (RelationType)row.Type, row.Weight, (RelationOrigin)row.Origin, row.Confidence);

    public static QuestionState ToState(this QuestionStateRow row) => new(
        row.Difficulty, row.Variance, row.Attempts, row.Correct, row.Seconds, row.Timed);

    public static void Take(this CourseRow row, Course course)
    {
        row.Title = course.Title;
        row.IsArchived = course.IsArchived;
        row.Version++;
    }

    public static void Take(this ConceptRow row, Concept concept)
    {
        row.Name = concept.Name;
        row.Description = concept.Description;
        row.Tags = ReaderExtensions.ToJson(concept.Tags);
        row.EstimatedMinutes = concept.EstimatedMinutes;
        row.Difficulty = concept.Difficulty;
        row.IsArchived = concept.IsArchived;
        row.Version++;
    }

    public static void Take(this QuestionRow row, Question question)
    {
        row.Prompt = question.Prompt;
        row.Type = (int)question.Type;
        row.Options = ReaderExtensions.ToJson(question.Options);
        row.Answer = question.Solution.Answer;
        row.AcceptedAnswers = ReaderExtensions.ToJson(question.Solution.AcceptedAnswers);
        row.Tolerance = question.Solution.Tolerance;
        row.Explanation = question.Explanation;
        row.Hints = ReaderExtensions.ToJson(question.Hints);
        row.Difficulty = question.Difficulty;
        row.TimeLimitSeconds = question.TimeLimitSeconds;
        row.IsArchived = question.IsArchived;
        row.Version++;
    }
}
