using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Content;

/// <summary>Several kinds of drafts in one edit; they may refer to each other by key.</summary>
public sealed record CatalogDrafts
{
    public IReadOnlyList<CourseDraft> Courses { get; init; } = [];

    public IReadOnlyList<ConceptDraft> Concepts { get; init; } = [];

    public IReadOnlyList<QuestionDraft> Questions { get; init; } = [];

    /// <summary>Added as they are; nothing is replaced.</summary>
    public IReadOnlyList<RelationDraft> Relations { get; init; } = [];
}

/// <summary>What an edit would do, and everything that speaks against it, row by row.</summary>
/// <param name="Change">For use where there is no problem; rows that would change nothing are left out.</param>
/// <param name="Problems">In the order of the rows, each with the path of what is wrong.</param>
public sealed record CatalogPlan(CatalogChange Change, IReadOnlyList<Problem> Problems)
{
    /// <summary>Whether applying the change would write nothing.</summary>
    public bool ChangesNothing =>
        Change is
        {
            Courses.Count: 0, Concepts.Count: 0, Questions.Count: 0, ReplacedRelations.Count: 0,
            AddedRelations.Count: 0, ArchivedConcepts.Count: 0, ArchivedQuestions.Count: 0,
        };

    /// <summary>All or nothing: the change, or the first problem.</summary>
    public Result<CatalogChange> ToResult() => Problems.Count > 0 ? Problems[0] : Change;
}
