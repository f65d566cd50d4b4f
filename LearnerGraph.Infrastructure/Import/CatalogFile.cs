using LearnerGraph.Domain.Content;

using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Infrastructure.Import;

/// <summary>Drafts with the lines that they come from, and the lines that could not be read.</summary>
internal sealed class CatalogFile
{
    public List<(int Line, CourseDraft Draft)> Courses { get; } = [];

    public List<(int Line, ConceptDraft Draft)> Concepts { get; } = [];

    public List<(int Line, QuestionDraft Draft)> Questions { get; } = [];

    public List<(int Line, RelationDraft Draft)> Relations { get; } = [];

    public List<ImportProblem> Problems { get; } = [];

    public CatalogDrafts ToDrafts() => new()
    {
        Courses = Courses.ConvertAll(row => row.Draft),
        Concepts = Concepts.ConvertAll(row => row.Draft),
        Questions = Questions.ConvertAll(row => row.Draft),
        Relations = Relations.ConvertAll(row => row.Draft),
    };

    /// <summary>
    /// The line of a row, by the name of its list and its place there, as problems of a plan have them.
    /// </summary>
    public int LineOf(string list, int row) => list switch
    {
        "courses" => Courses[row].Line,
        "concepts" => Concepts[row].Line,
        "questions" => Questions[row].Line,
        _ => Relations[row].Line,
    };
}
