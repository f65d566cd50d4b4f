using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Content.UseCases;

/// <summary>The whole catalog as drafts, keys of answers included: importing them again changes nothing.</summary>
public sealed class ExportCatalog(ICatalogSource catalogs)
{
    public async ValueTask<Result<CatalogDrafts>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Needs(Role.Author) is { } refusal) return refusal;

        var catalog = await catalogs.GetAsync(caller.Tenant, ct);
        return new CatalogDrafts
        {
            Courses = [.. catalog.Courses.Select(course => new CourseDraft(course.Key, course.Title))],
            Concepts = [.. catalog.Concepts.Select(concept => Draft(catalog, concept))],
            Questions = [.. catalog.Questions.Select(question => Draft(catalog, question))],
            Relations =
            [
                .. catalog.Relations.Select(relation => new RelationDraft(
                    catalog.Find(relation.From)!.Key, catalog.Find(relation.To)!.Key, relation.Type, relation.Weight,
                    relation.Origin, relation.Confidence)),
            ],
        };
    }

    private static ConceptDraft Draft(CatalogSnapshot catalog, Concept concept) => new(
        concept.Key, catalog.Find(concept.CourseId)!.Key, concept.Name, concept.Description, concept.Tags,
        concept.EstimatedMinutes, concept.Difficulty);

    private static QuestionDraft Draft(CatalogSnapshot catalog, Question question) => new(
        question.Key,
        [
            .. question.Concepts.Where(link => catalog.Find(link.Concept) is not null)
                .Select(link => new ConceptLinkDraft(catalog.Find(link.Concept)!.Key, link.Weight)),
        ],
        question.Prompt, question.Type, question.Options, question.Solution.Answer, question.Solution.AcceptedAnswers,
        question.Solution.Tolerance, question.Explanation, question.Hints, question.Difficulty,
        question.TimeLimitSeconds);
}
