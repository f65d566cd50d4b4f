using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Content;

/// <summary>Drafts as a catalog without a store: ids are given in the drafts' order, as a store would.</summary>
public static class DraftCatalog
{
    /// <summary>The catalog, or the first problem of the drafts.</summary>
    public static Result<CatalogSnapshot> Build(CatalogDrafts drafts)
    {
        var empty = CatalogSnapshot.Build(
            new CatalogContent(0, [], [], [], [], new Dictionary<QuestionId, QuestionState>()));
        var plan = CatalogEditor.Plan(empty, drafts);
        if (plan.Problems.Count > 0) return plan.Problems[0];

        var change = plan.Change;
        var courseIds = change.Courses.Select((course, i) => (course.Key, Id: new CourseId(i + 1))).ToDictionary();
        var conceptIds = change.Concepts.Select((one, i) => (one.Concept.Key, Id: new ConceptId(i + 1))).ToDictionary();
        return CatalogSnapshot.Build(new CatalogContent(
            1,
            [.. change.Courses.Select(course => course with { Id = courseIds[course.Key] })],
            [
                .. change.Concepts.Select(one => one.Concept with
                {
                    Id = conceptIds[one.Concept.Key], CourseId = courseIds[one.CourseKey],
                }),
            ],
            [
                .. change.Questions.Select((one, i) => one.Question with
                {
                    Id = new QuestionId(i + 1),
                    Concepts = [.. one.Links.Select(link => new ConceptLink(conceptIds[link.ConceptKey], link.Weight))],
                }),
            ],
            [
                .. change.AddedRelations.Select(one => new Relation(
                    conceptIds[one.FromKey], conceptIds[one.ToKey], one.Type, one.Weight, one.Origin, one.Confidence)),
            ],
            new Dictionary<QuestionId, QuestionState>()));
    }
}
