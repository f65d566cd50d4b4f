using System.Globalization;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Content;

/// <summary>Turns drafts into an edit of the catalog, after checking them against it and against each other.</summary>
/// <remarks>Pure: the store applies the change if the catalog is still the one it was checked against.</remarks>
public static class CatalogEditor
{
    private const int DefaultMinutes = 30;
    private const double DefaultDifficulty = 0.5;

    public static Result<CatalogChange> UpsertCourses(CatalogSnapshot catalog, IReadOnlyList<CourseDraft> drafts) =>
        Plan(catalog, new CatalogDrafts { Courses = drafts }).ToResult();

    public static Result<CatalogChange> UpsertConcepts(CatalogSnapshot catalog, IReadOnlyList<ConceptDraft> drafts) =>
        Plan(catalog, new CatalogDrafts { Concepts = drafts }).ToResult();

    public static Result<CatalogChange> UpsertQuestions(CatalogSnapshot catalog, IReadOnlyList<QuestionDraft> drafts) =>
        Plan(catalog, new CatalogDrafts { Questions = drafts }).ToResult();

    public static Result<CatalogChange> Relate(CatalogSnapshot catalog, RelationDraft relation) =>
        Plan(catalog, new CatalogDrafts { Relations = [relation] }).ToResult();

    /// <summary>Checks a whole edit and collects every problem, for imports and payloads that list them all.</summary>
    public static CatalogPlan Plan(CatalogSnapshot catalog, CatalogDrafts drafts)
    {
        var problems = new List<Problem>();
        var known = new KnownKeys(catalog, drafts);
        var courses = Courses(catalog, drafts.Courses, problems);
        var concepts = Concepts(catalog, drafts.Concepts, known, problems);
        var questions = Questions(catalog, drafts.Questions, known, problems);
        var (replaced, added) = RelationEdit.Plan(catalog, drafts, known, problems);
        return new CatalogPlan(new CatalogChange(courses, concepts, questions, replaced, added, [], []), problems);
    }

    /// <summary>Leaves out the rows that have problems, and those that refer to them, and plans the rest.</summary>
    /// <returns>A change that can be applied, and the problems of all rows that are not in it.</returns>
    public static CatalogPlan PlanGoodRows(CatalogSnapshot catalog, CatalogDrafts drafts)
    {
        var rows = new Dictionary<string, List<int>>(StringComparer.Ordinal)
        {
            ["courses"] = [.. Enumerable.Range(0, drafts.Courses.Count)],
            ["concepts"] = [.. Enumerable.Range(0, drafts.Concepts.Count)],
            ["questions"] = [.. Enumerable.Range(0, drafts.Questions.Count)],
            ["relations"] = [.. Enumerable.Range(0, drafts.Relations.Count)],
        };
        var problems = new List<Problem>();
        while (true)
        {
            var plan = Plan(catalog, new CatalogDrafts
            {
                Courses = [.. rows["courses"].Select(row => drafts.Courses[row])],
                Concepts = [.. rows["concepts"].Select(row => drafts.Concepts[row])],
                Questions = [.. rows["questions"].Select(row => drafts.Questions[row])],
                Relations = [.. rows["relations"].Select(row => drafts.Relations[row])],
            });
            if (plan.Problems.Count == 0) return plan with { Problems = problems };

            var bad = new HashSet<(string List, int Position)>();
            foreach (var problem in plan.Problems)
            {
                var path = problem.Path!;
                int position = int.Parse(path[1], CultureInfo.InvariantCulture);
                bad.Add((path[0], position));
                string row = rows[path[0]][position].ToString(CultureInfo.InvariantCulture);
                problems.Add(problem with { Path = [path[0], row, .. path.Skip(2)] });
            }

            foreach (var (list, position) in bad.OrderByDescending(one => one.Position)) rows[list].RemoveAt(position);
        }
    }

    public static Result<CatalogChange> RemoveRelation(
        CatalogSnapshot catalog, ConceptId from, ConceptId to, RelationType type)
    {
        foreach (var relation in catalog.Relations)
        {
            bool isIt = relation.Type == type
                && ((relation.From == from && relation.To == to)
                    || (type == RelationType.Matches && relation.From == to && relation.To == from));
            if (isIt) return Nothing with { ReplacedRelations = [relation] };
        }

        return new Problem.NotFound("relation", $"{from.Value} {type} {to.Value}");
    }

    /// <summary>Archives concepts with the questions that practise nothing else; their relations go for good.</summary>
    public static Result<CatalogChange> ArchiveConcepts(CatalogSnapshot catalog, IReadOnlyList<ConceptId> ids)
    {
        var gone = new HashSet<int>();
        for (int i = 0; i < ids.Count; i++)
        {
            int index = catalog.IndexOf(ids[i]);
            if (index < 0) return Missing("concept", ids[i].Value, i);
            gone.Add(index);
        }

        var questions = new List<QuestionId>();
        for (int q = 0; q < catalog.Questions.Count; q++)
        {
            bool isLeft = false;
            foreach (int concept in catalog.Table.ConceptsOf(q)) isLeft |= !gone.Contains(concept);
            if (!isLeft) questions.Add(catalog.Questions[q].Id);
        }

        return Nothing with
        {
            ReplacedRelations =
            [
                .. catalog.Relations.Where(relation =>
                    gone.Contains(catalog.IndexOf(relation.From)) || gone.Contains(catalog.IndexOf(relation.To))),
            ],
            ArchivedConcepts = [.. ids.Distinct()],
            ArchivedQuestions = questions,
        };
    }

    public static Result<CatalogChange> ArchiveQuestions(CatalogSnapshot catalog, IReadOnlyList<QuestionId> ids)
    {
        for (int i = 0; i < ids.Count; i++)
        {
            if (catalog.IndexOf(ids[i]) < 0) return Missing("question", ids[i].Value, i);
        }

        return Nothing with { ArchivedQuestions = [.. ids.Distinct()] };
    }

    private static CatalogChange Nothing => new([], [], [], [], [], [], []);

    private static Problem.NotFound Missing(string what, int id, int row) =>
        new(what, id.ToString(CultureInfo.InvariantCulture))
        {
            Path = ["ids", row.ToString(CultureInfo.InvariantCulture)],
        };

    private static List<Course> Courses(
        CatalogSnapshot catalog, IReadOnlyList<CourseDraft> drafts, List<Problem> all)
    {
        var changed = new List<Course>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (int row = 0; row < drafts.Count; row++)
        {
            var draft = drafts[row];
            var problems = new RowProblems(all, "courses", row);
            problems.Key(draft.Key, keys);
            problems.Text(draft.Title, 255, "title", isRequired: true);

            var stored = catalog.CourseByKey(draft.Key);
            var course = new Course(stored?.Id ?? default, draft.Key, draft.Title, (stored?.Version ?? 0) + 1);
            if (problems.IsClean && stored?.Title != draft.Title) changed.Add(course);
        }

        return changed;
    }

    private static List<(Concept, string)> Concepts(
        CatalogSnapshot catalog, IReadOnlyList<ConceptDraft> drafts, KnownKeys known, List<Problem> all)
    {
        var changed = new List<(Concept, string)>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (int row = 0; row < drafts.Count; row++)
        {
            var draft = drafts[row];
            var problems = new RowProblems(all, "concepts", row);
            problems.Key(draft.Key, keys);
            problems.Text(draft.Name, 255, "name", isRequired: true);
            problems.Text(draft.Description, DraftRules.LongText, "description");
            problems.Texts(draft.Tags, 50, 100, "tags");
            problems.Share(draft.Difficulty, "difficulty");
            if (draft.EstimatedMinutes is < 1 or > 6_000)
                problems.Invalid("`estimatedMinutes` is from 1 to 6000.", "estimatedMinutes");
            if (!known.Courses.Contains(draft.CourseKey))
                problems.Invalid($"There is no course with the key {draft.CourseKey}.", "courseKey");

            var stored = catalog.ConceptByKey(draft.Key);
            problems.Version(draft.ExpectedVersion, stored?.Version, "concept");
            var concept = new Concept(
                stored?.Id ?? default, catalog.CourseByKey(draft.CourseKey)?.Id ?? default, draft.Key, draft.Name,
                draft.Description ?? stored?.Description, draft.Tags ?? stored?.Tags ?? [],
                draft.EstimatedMinutes ?? stored?.EstimatedMinutes ?? DefaultMinutes,
                draft.Difficulty ?? stored?.Difficulty ?? DefaultDifficulty, (stored?.Version ?? 0) + 1);
            if (problems.IsClean && !IsSame(stored, concept)) changed.Add((concept, draft.CourseKey));
        }

        return changed;
    }

    private static List<(Question, IReadOnlyList<ConceptLinkDraft>)> Questions(
        CatalogSnapshot catalog, IReadOnlyList<QuestionDraft> drafts, KnownKeys known, List<Problem> all)
    {
        var changed = new List<(Question, IReadOnlyList<ConceptLinkDraft>)>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (int row = 0; row < drafts.Count; row++)
        {
            var draft = drafts[row];
            var problems = new RowProblems(all, "questions", row);
            problems.Key(draft.Key, keys);
            var stored = catalog.QuestionByKey(draft.Key);
            problems.Version(draft.ExpectedVersion, stored?.Version, "question");

            var links = Links(draft, known, problems);
            var question = Merged(catalog, stored, draft, links);
            DraftRules.Check(question, problems);
            if (problems.IsClean && !IsSame(catalog, stored, question, links)) changed.Add((question, links));
        }

        return changed;
    }

    private static List<ConceptLinkDraft> Links(QuestionDraft draft, KnownKeys known, RowProblems problems)
    {
        if (draft.ConceptLinks.Count is 0 or > 20)
            problems.Invalid("A question practises 1 to 20 concepts.", "conceptLinks");
        var links = new List<ConceptLinkDraft>(draft.ConceptLinks.Count);
        for (int i = 0; i < draft.ConceptLinks.Count; i++)
        {
            var link = draft.ConceptLinks[i];
            string at = i.ToString(CultureInfo.InvariantCulture);
            if (!known.Concepts.Contains(link.ConceptKey))
            {
                problems.Invalid(
                    $"There is no concept with the key {link.ConceptKey}.", "conceptLinks", at, "conceptKey");
            }

            problems.Weight(link.Weight, "conceptLinks", at, "weight");

            // Linking twice leaves one link, with the greater weight.
            int twin = links.FindIndex(other => other.ConceptKey == link.ConceptKey);
            if (twin < 0) links.Add(link);
            else if (links[twin].Weight < link.Weight) links[twin] = link;
        }

        return links;
    }

    private static Question Merged(
        CatalogSnapshot catalog, Question? stored, QuestionDraft draft, List<ConceptLinkDraft> links) =>
        new(
            stored?.Id ?? default, draft.Key, draft.Prompt, draft.Type,
            [
                .. links.Select(link => (Concept: catalog.ConceptByKey(link.ConceptKey), link.Weight))
                    .Where(link => link.Concept is not null)
                    .Select(link => new ConceptLink(link.Concept!.Id, link.Weight)),
            ],
            draft.Options ?? stored?.Options ?? [],
            new AnswerKey(
                draft.Answer ?? stored?.Solution.Answer,
                draft.AcceptedAnswers ?? stored?.Solution.AcceptedAnswers ?? [],
                draft.Tolerance ?? stored?.Solution.Tolerance),
            draft.Explanation ?? stored?.Explanation, draft.Hints ?? stored?.Hints ?? [],
            draft.Difficulty ?? stored?.Difficulty ?? DefaultDifficulty,
            draft.TimeLimitSeconds ?? stored?.TimeLimitSeconds, (stored?.Version ?? 0) + 1);

    private static bool IsSame(Concept? stored, Concept concept) =>
        stored is not null && stored.Tags.SequenceEqual(concept.Tags)
        && stored with { Tags = concept.Tags, Version = concept.Version } == concept;

    private static bool IsSame(
        CatalogSnapshot catalog, Question? stored, Question question, List<ConceptLinkDraft> links) =>
        stored is not null && question.Concepts.Count == links.Count
        && stored.Concepts.Where(link => catalog.IndexOf(link.Concept) >= 0).ToHashSet().SetEquals(question.Concepts)
        && stored.Options.SequenceEqual(question.Options) && stored.Hints.SequenceEqual(question.Hints)
        && stored.Solution.AcceptedAnswers.SequenceEqual(question.Solution.AcceptedAnswers)
        && stored with
        {
            Concepts = question.Concepts,
            Options = question.Options,
            Hints = question.Hints,
            Solution = stored.Solution with { AcceptedAnswers = question.Solution.AcceptedAnswers },
            Version = question.Version,
        } == question;
}
