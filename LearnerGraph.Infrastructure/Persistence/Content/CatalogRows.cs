using LearnerGraph.Domain.Content;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Content;

/// <summary>Content into rows.</summary>
internal static class CatalogRows
{
    public static void Take(this CourseRow row, Course course, int version)
    {
        row.Title = course.Title;
        row.IsArchived = course.IsArchived;
        row.Version = version;
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
