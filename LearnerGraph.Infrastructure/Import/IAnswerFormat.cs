using LearnerGraph.Domain.Content;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>Reads one kind of file. Text is read as it comes, never as a whole.</summary>
internal interface IAnswerFormat
{
    /// <summary>Courses, concepts and questions that the file implies; null where it refers to stored ones.</summary>
    CatalogDrafts? ReadContent(TextReader text);

    IEnumerable<AnswerLine> ReadAnswers(TextReader text);
}
