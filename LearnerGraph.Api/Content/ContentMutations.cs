using System.Globalization;
using LearnerGraph.Api.Content.UseCases;
using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Content;

[MutationType]
public static class ContentMutations
{
    [GraphQLDescription("Creates or changes courses.")]
    public static async ValueTask<UpsertCoursesPayload> UpsertCoursesAsync(
        [GraphQLDescription("What.")] UpsertCoursesInput input, Caller caller, EditCatalog edit, CancellationToken ct)
    {
        var drafts = new CatalogDrafts { Courses = [.. input.Courses.Select(course => course.ToDraft())] };
        var outcome = await edit.RunAsync(caller, drafts, ct);
        return new UpsertCoursesPayload(
            outcome.IsDone
                ? [.. input.Courses.Select(c => new CourseNode(outcome.Catalog, outcome.Catalog.CourseByKey(c.Key)!))]
                : [],
            ErrorsOf(outcome));
    }

    [GraphQLDescription("Creates or changes concepts, and replaces their authored relations where these are given.")]
    public static async ValueTask<UpsertConceptsPayload> UpsertConceptsAsync(
        [GraphQLDescription("What.")] UpsertConceptsInput input, Caller caller, EditCatalog edit, CancellationToken ct)
    {
        var drafts = new CatalogDrafts { Concepts = [.. input.Concepts.Select(concept => concept.ToDraft())] };
        var outcome = await edit.RunAsync(caller, drafts, ct);
        return new UpsertConceptsPayload(
            outcome.IsDone
                ? outcome.Catalog.Nodes(input.Concepts.Select(c => outcome.Catalog.ConceptByKey(c.Key)!.Id))
                : [],
            ErrorsOf(outcome));
    }

    [GraphQLDescription("Creates or changes questions.")]
    public static async ValueTask<UpsertQuestionsPayload> UpsertQuestionsAsync(
        [GraphQLDescription("What.")] UpsertQuestionsInput input, Caller caller, EditCatalog edit, CancellationToken ct)
    {
        var drafts = new CatalogDrafts { Questions = [.. input.Questions.Select(question => question.ToDraft())] };
        var outcome = await edit.RunAsync(caller, drafts, ct);
        return new UpsertQuestionsPayload(
            outcome.IsDone
                ? outcome.Catalog.Nodes(input.Questions.Select(q => outcome.Catalog.QuestionByKey(q.Key)!.Id))
                : [],
            ErrorsOf(outcome));
    }

    [GraphQLDescription("Takes concepts out of the catalog, with the questions that practise nothing else.")]
    public static async ValueTask<ArchivePayload> ArchiveConceptsAsync(
        [GraphQLDescription("Which.")] ArchiveInput input, Caller caller, EditCatalog edit, CancellationToken ct) =>
        ReadIds("Concept", input, id => new ConceptId(id)).TryGet(out var ids, out var problem)
            ? Archived(input, await edit.ArchiveAsync(caller, ids, ct))
            : new ArchivePayload([], problem.ToErrors());

    [GraphQLDescription("Takes questions out of the catalog.")]
    public static async ValueTask<ArchivePayload> ArchiveQuestionsAsync(
        [GraphQLDescription("Which.")] ArchiveInput input, Caller caller, EditCatalog edit, CancellationToken ct) =>
        ReadIds("Question", input, id => new QuestionId(id)).TryGet(out var ids, out var problem)
            ? Archived(input, await edit.ArchiveAsync(caller, ids, ct))
            : new ArchivePayload([], problem.ToErrors());

    [GraphQLDescription("Takes a relation away, wherever it came from.")]
    public static async ValueTask<RemoveRelationPayload> RemoveRelationAsync(
        [GraphQLDescription("Which.")] RemoveRelationInput input,
        Caller caller,
        EditCatalog edit,
        CancellationToken ct)
    {
        var outcome = await edit.RemoveRelationAsync(caller, input.FromId, input.ToId, input.Type, ct);
        return new RemoveRelationPayload(outcome.IsDone, ErrorsOf(outcome));
    }

    private static ArchivePayload Archived(ArchiveInput input, CatalogOutcome outcome) =>
        new(outcome.IsDone ? input.Ids : [], ErrorsOf(outcome));

    private static IReadOnlyList<IError> ErrorsOf(CatalogOutcome outcome) =>
        [.. outcome.Problems.Select(problem => problem.ToError())];

    private static Result<TId[]> ReadIds<TId>(string type, ArchiveInput input, Func<int, TId> create)
    {
        var ids = new TId[input.Ids.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            if (!int.TryParse(
                GlobalId.Read(type, input.Ids[i]), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                return new Problem.Invalid($"\"{input.Ids[i]}\" is no id of a {type}.")
                {
                    Path = ["ids", i.ToString(CultureInfo.InvariantCulture)],
                };
            }

            ids[i] = create(id);
        }

        return ids;
    }
}
