using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Tests.Domain.Content;

public sealed class CatalogEditorTests
{
    [Fact]
    public void Plan_of_a_whole_import_refers_to_its_own_rows()
    {
        var plan = CatalogEditor.Plan(Empty, new CatalogDrafts
        {
            Courses = [new CourseDraft("k", "Course")],
            Concepts = [new ConceptDraft("a", "k", "A"), new ConceptDraft("b", "k", "B", Requires: ["a"])],
            Questions = [Numeric("q", "4", new ConceptLinkDraft("b"))],
        });

        plan.Problems.Should().BeEmpty();
        plan.Change.Courses.Should().ContainSingle();
        plan.Change.Concepts.Select(one => one.Concept.EstimatedMinutes).Should().Equal(30, 30);
        plan.Change.AddedRelations.Should().Equal(new RelationDraft("b", "a", RelationType.Requires));
        plan.Change.Questions.Should().ContainSingle().Which.Links.Should().ContainSingle();
    }

    [Fact]
    public void Plan_collects_every_problem_with_its_path()
    {
        var plan = CatalogEditor.Plan(Small(), new CatalogDrafts
        {
            Courses = [new CourseDraft(" x", "")],
            Concepts =
            [
                new ConceptDraft("d", "nowhere", "", Difficulty: 1.5, EstimatedMinutes: 0, Tags: ["ok", " "]),
                new ConceptDraft("e", "k", "E", Requires: ["a", "zzz"], Difficulty: double.NaN),
                new ConceptDraft("e", "k", "E again"),
            ],
            Questions =
            [
                Numeric("n", "four", new ConceptLinkDraft("a", 0), new ConceptLinkDraft("zzz", 1.5)),
                new QuestionDraft("m", [], "", QuestionType.MultipleChoice, ["x", "y"], "z", Tolerance: 1),
            ],
        });

        plan.Problems.Select(problem => string.Join('/', problem.Path!)).Should().BeEquivalentTo(
            "courses/0/key", "courses/0/title",
            "concepts/0/name", "concepts/0/tags/1", "concepts/0/difficulty", "concepts/0/estimatedMinutes",
            "concepts/0/courseKey", "concepts/1/difficulty", "concepts/2/key", "concepts/1/requires/1",
            "questions/0/conceptLinks/0/weight", "questions/0/conceptLinks/1/conceptKey",
            "questions/0/conceptLinks/1/weight", "questions/0/answer",
            "questions/1/conceptLinks", "questions/1/prompt", "questions/1/tolerance", "questions/1/answer");
    }

    [Fact]
    public void PlanGoodRows_keeps_the_rest_and_drops_what_refers_to_bad_rows()
    {
        var plan = CatalogEditor.PlanGoodRows(Small(), new CatalogDrafts
        {
            Concepts =
            [
                new ConceptDraft("d", "k", ""),
                new ConceptDraft("e", "k", "E"),
                new ConceptDraft("f", "k", "F", Requires: ["d"]),
            ],
            Questions = [Numeric("n", "4", new ConceptLinkDraft("f")), Numeric("o", "4", new ConceptLinkDraft("e"))],
        });

        plan.Change.Concepts.Should().ContainSingle().Which.Concept.Key.Should().Be("e");
        plan.Change.Questions.Should().ContainSingle().Which.Question.Key.Should().Be("o");
        plan.Problems.Select(problem => string.Join('/', problem.Path!)).Should().Equal(
            "concepts/0/name", "concepts/2/requires/0", "questions/0/conceptLinks/0/conceptKey");
    }

    [Fact]
    public void UpsertConcepts_refuses_a_cycle_and_names_it()
    {
        var problem = Refused(
            CatalogEditor.UpsertConcepts(Small(), [new ConceptDraft("a", "k", "A", Requires: ["c"])]));

        problem.Code.Should().Be("PREREQUISITE_CYCLE");
        problem.Message.Should().Contain("a → c → b → a");
        problem.Path.Should().Equal("concepts", "0", "requires", "0");
    }

    [Fact]
    public void UpsertConcepts_sees_a_cycle_inside_one_edit_and_a_concept_that_requires_itself()
    {
        Refused(CatalogEditor.UpsertConcepts(Small(),
        [
            new ConceptDraft("x", "k", "X", Requires: ["y"]),
            new ConceptDraft("y", "k", "Y", Requires: ["z"]),
            new ConceptDraft("z", "k", "Z", Requires: ["x"]),
        ])).Message.Should().Contain("z → x → y → z");
        Refused(CatalogEditor.UpsertConcepts(Small(), [new ConceptDraft("x", "k", "X", Requires: ["x"])]))
            .Code.Should().Be("PREREQUISITE_CYCLE");
    }

    [Fact]
    public void UpsertConcepts_may_turn_an_edge_round_in_one_edit()
    {
        var change = Accepted(CatalogEditor.UpsertConcepts(Small(),
        [
            new ConceptDraft("b", "k", "B", Requires: []),
            new ConceptDraft("a", "k", "A", Requires: ["b"]),
        ]));

        change.ReplacedRelations.Should().ContainSingle().Which.To.Value.Should().Be(1);
        change.AddedRelations.Should().Equal(new RelationDraft("a", "b", RelationType.Requires));
        change.Concepts.Should().BeEmpty();
    }

    [Fact]
    public void UpsertConcepts_replaces_authored_relations_only_where_a_list_is_given()
    {
        Accepted(CatalogEditor.UpsertConcepts(Small(), [new ConceptDraft("c", "k", "Renamed")]))
            .ReplacedRelations.Should().BeEmpty();
        var change = Accepted(CatalogEditor.UpsertConcepts(Small(), [new ConceptDraft("c", "k", "C", Matches: [])]));
        change.ReplacedRelations.Should().ContainSingle().Which.Type.Should().Be(RelationType.Matches);
    }

    [Fact]
    public void UpsertConcepts_leaves_detected_relations_and_lets_an_author_confirm_them()
    {
        var change = Accepted(CatalogEditor.UpsertConcepts(Small(), [new ConceptDraft("b", "k", "B", Extends: ["c"])]));

        change.ReplacedRelations.Should().BeEmpty();
        change.AddedRelations.Should().ContainSingle().Which.Origin.Should().Be(RelationOrigin.Authored);
    }

    [Fact]
    public void UpsertConcepts_stores_a_match_once_smaller_id_first_whoever_names_it()
    {
        Accepted(CatalogEditor.UpsertConcepts(Small(), [new ConceptDraft("a", "k", "A", Matches: ["c"])]))
            .AddedRelations.Should().BeEmpty();
        var change = Accepted(CatalogEditor.UpsertConcepts(Small(),
        [
            new ConceptDraft("b", "k", "B", Matches: ["a"]),
            new ConceptDraft("a", "k", "A", Matches: ["b", "c"]),
        ]));
        change.AddedRelations.Should().Equal(new RelationDraft("a", "b", RelationType.Matches));
        change.ReplacedRelations.Should().BeEmpty();
    }

    [Fact]
    public void UpsertConcepts_refuses_a_stale_version()
    {
        var problem = Refused(
            CatalogEditor.UpsertConcepts(Small(), [new ConceptDraft("a", "k", "A2", ExpectedVersion: 3)]));

        problem.Should().BeOfType<Problem.Conflict>();
        problem.Path.Should().Equal("concepts", "0", "expectedVersion");
    }

    [Fact]
    public void Upsert_of_what_is_stored_changes_nothing()
    {
        CatalogEditor.Plan(Small(), new CatalogDrafts
        {
            Courses = [new CourseDraft("k", "Course")],
            Concepts = [new ConceptDraft("b", "k", "B", Requires: ["a"])],
            Questions = [Numeric("q1", "4", new ConceptLinkDraft("a"), new ConceptLinkDraft("a", 0.5))],
        }).ChangesNothing.Should().BeTrue();
    }

    [Fact]
    public void UpsertQuestions_keeps_what_a_draft_leaves_out_and_raises_the_version()
    {
        var change = Accepted(CatalogEditor.UpsertQuestions(Small(),
            [new QuestionDraft("q1", [new ConceptLinkDraft("b")], "New?", QuestionType.Numeric)]));

        var question = change.Questions.Should().ContainSingle().Which.Question;
        (question.Id.Value, question.Version, question.Solution.Answer).Should().Be((1, 3, "4"));
    }

    [Theory]
    [InlineData(QuestionType.MultipleChoice, new[] { "x" }, "x", "options")]
    [InlineData(QuestionType.MultipleChoice, new[] { "x", " x " }, "x", "options")]
    [InlineData(QuestionType.MultipleChoice, new string[0], "x", "options")]
    [InlineData(QuestionType.MultipleChoice, new[] { "x", "y" }, "z", "answer")]
    [InlineData(QuestionType.ShortAnswer, new[] { "x", "y" }, "x", "options")]
    [InlineData(QuestionType.ShortAnswer, new string[0], " ", "answer")]
    [InlineData(QuestionType.Numeric, new string[0], "4 apples", "answer")]
    public void UpsertQuestions_refuses_a_key_that_does_not_fit_the_type(
        QuestionType type, string[] options, string answer, string place) =>
        Refused(CatalogEditor.UpsertQuestions(
                Small(), [new QuestionDraft("n", [new ConceptLinkDraft("a")], "?", type, options, answer)]))
            .Path![2].Should().Be(place);

    [Fact]
    public void RemoveRelation_finds_a_match_from_either_end_and_tells_when_there_is_none()
    {
        Accepted(CatalogEditor.RemoveRelation(Small(), new ConceptId(3), new ConceptId(1), RelationType.Matches))
            .ReplacedRelations.Should().ContainSingle();
        Refused(CatalogEditor.RemoveRelation(Small(), new ConceptId(1), new ConceptId(2), RelationType.Requires))
            .Should().BeOfType<Problem.NotFound>();
    }

    [Fact]
    public void ArchiveConcepts_takes_along_the_questions_that_practise_nothing_else()
    {
        var change = Accepted(CatalogEditor.ArchiveConcepts(Small(), [new ConceptId(1)]));

        change.ArchivedConcepts.Should().Equal(new ConceptId(1));
        change.ArchivedQuestions.Should().Equal(new QuestionId(1));
        change.ReplacedRelations.Should().HaveCount(2);
        Refused(CatalogEditor.ArchiveConcepts(Small(), [new ConceptId(1), new ConceptId(99)]))
            .Path.Should().Equal("ids", "1");
    }

    private static CatalogSnapshot Empty => CatalogSnapshot.Build(
        new CatalogContent(0, [], [], [], [], new Dictionary<QuestionId, QuestionState>()));

    /// <summary>
    /// a, b requires a, c requires b; a matches c; b extends c as a machine found; q1 on a, q2 on a and b.
    /// </summary>
    private static CatalogSnapshot Small() => CatalogSnapshot.Build(new CatalogContent(
        7,
        [new Course(new CourseId(1), "k", "Course", 1)],
        [Concept(1, "a"), Concept(2, "b"), Concept(3, "c")],
        [Question(1, "q1", 1), Question(2, "q2", 1, 2)],
        [
            new Relation(new ConceptId(2), new ConceptId(1), RelationType.Requires),
            new Relation(new ConceptId(3), new ConceptId(2), RelationType.Requires),
            new Relation(new ConceptId(1), new ConceptId(3), RelationType.Matches),
            new Relation(
                new ConceptId(2), new ConceptId(3), RelationType.Extends, 1, RelationOrigin.Detected, 0.8),
        ],
        new Dictionary<QuestionId, QuestionState>()));

    private static Concept Concept(int id, string key) =>
        new(new ConceptId(id), new CourseId(1), key, key.ToUpperInvariant(), null, [], 30, 0.5, 2);

    private static Question Question(int id, string key, params int[] concepts) => new(
        new QuestionId(id), key, "?", QuestionType.Numeric,
        [.. concepts.Select(concept => new ConceptLink(new ConceptId(concept), 1))], [],
        new AnswerKey("4", [], null), null, [], 0.5, null, 2);

    private static QuestionDraft Numeric(string key, string answer, params ConceptLinkDraft[] links) =>
        new(key, links, "?", QuestionType.Numeric, Answer: answer);

    private static CatalogChange Accepted(Result<CatalogChange> result)
    {
        result.TryGet(out var change, out var problem);
        problem.Should().BeNull();
        return change!;
    }

    private static Problem Refused(Result<CatalogChange> result)
    {
        result.TryGet(out _, out var problem).Should().BeFalse();
        return problem!;
    }
}
