using LearnerGraph.Domain.Content;

namespace LearnerGraph.Tests.Domain.Content;

public sealed class CatalogSnapshotTests
{
    /// <summary>Authored 0.3, with one sibling that was authored 0.9 and found at 1.5 logits.</summary>
    private static readonly double Moved = Math.Log(0.3 / 0.7) + ((1.5 - Math.Log(0.9 / 0.1)) / 2);

    private static readonly QuestionState Answered = new(1.5, 0.2, 10, 4, 300, 5);

    [Fact]
    public void Build_gives_dense_indexes_by_id_and_finds_by_id_and_key()
    {
        var catalog = Small();

        catalog.Concepts.Select(concept => concept.Id.Value).Should().Equal(3, 7, 9);
        catalog.IndexOf(new ConceptId(7)).Should().Be(1);
        catalog.IndexOf(new ConceptId(8)).Should().Be(-1);
        catalog.IndexOf(new QuestionId(20)).Should().Be(0);
        catalog.ConceptByKey("c9")!.Id.Value.Should().Be(9);
        catalog.QuestionByKey("nothing").Should().BeNull();
        catalog.ConceptsOf(new CourseId(1)).ToArray().Should().Equal(0, 1);
        catalog.QuestionsOf(new CourseId(2)).ToArray().Should().Equal(2);
        catalog.QuestionsOf(new CourseId(5)).ToArray().Should().BeEmpty();
    }

    [Fact]
    public void Build_leaves_out_questions_and_relations_whose_concepts_are_not_here()
    {
        var catalog = Small();

        catalog.Questions.Select(question => question.Id.Value).Should().Equal(20, 21, 22);
        catalog.Relations.Should().HaveCount(3);
    }

    [Fact]
    public void Table_takes_difficulty_from_evidence_or_from_the_author_moved_as_answered_siblings_were()
    {
        var table = Small().Table;

        table.Difficulty[0].Should().Be(1.5);
        table.Difficulty[1].Should().BeApproximately(Moved, 1e-12);
        table.Seconds[0].Should().BeApproximately(((5 * 45 * (0.6 + (0.8 * 0.9))) + 300) / 10, 1e-9);
    }

    [Fact]
    public void Table_guesses_one_in_the_number_of_options_and_a_quarter_where_they_are_not_told()
    {
        var table = Small().Table;

        table.GuessFloor.ToArray().Should().Equal(0.2, 0, 0.25);
    }

    [Fact]
    public void Table_sorts_concepts_by_weight_and_questions_by_difficulty()
    {
        var table = Small().Table;

        table.ConceptsOf(1).ToArray().Should().Equal(1, 0);
        table.WeightsOf(1).ToArray().Should().Equal(1, 0.4);
        table.OfConcept(0).ToArray().Should().Equal(1, 0);
        table.MeanDifficulty(0).Should().BeApproximately((1.5 + (0.4 * Moved)) / 1.4, 1e-12);
    }

    [Fact]
    public void RelationsOf_finds_a_match_from_both_ends_and_directed_relations_from_one()
    {
        var catalog = Small();

        catalog.RelationsOf(0).Should().ContainSingle().Which.Type.Should().Be(RelationType.Matches);
        catalog.RelationsOf(2).Select(relation => relation.Type).Should().Equal(RelationType.Matches);
        catalog.RelationsOf(0, RelationDirection.Incoming, [RelationType.Requires]).Should().ContainSingle()
            .Which.From.Value.Should().Be(7);
        catalog.RelationsOf(1, RelationDirection.Outgoing, [RelationType.Extends]).Should().ContainSingle();
    }

    [Fact]
    public void WithStates_moves_difficulties_and_their_order_and_leaves_the_old_snapshot_as_it_was()
    {
        var catalog = Small();

        var moved = catalog.WithStates(
        [
            new(new QuestionId(21), Answered with { Difficulty = 3 }),
            new(new QuestionId(999), Answered),
        ]);

        moved.Table.Difficulty[1].Should().Be(3);
        moved.Table.OfConcept(0).ToArray().Should().Equal(0, 1);
        moved.Table.States[1].Correct.Should().Be(4);
        catalog.Table.Difficulty[1].Should().BeLessThan(0);
        catalog.Table.OfConcept(0).ToArray().Should().Equal(1, 0);
    }

    [Fact]
    public void WithStates_equals_a_build_from_the_same_states()
    {
        var content = Content();
        var states = new Dictionary<QuestionId, QuestionState> { [new QuestionId(22)] = Answered };

        var refreshed = CatalogSnapshot.Build(content).WithStates(states).Table;
        var built = CatalogSnapshot.Build(content with
        {
            States = content.States.Concat(states).ToDictionary(pair => pair.Key, pair => pair.Value),
        }).Table;

        refreshed.Difficulty.ToArray().Should().Equal(built.Difficulty.ToArray());
        refreshed.Seconds.ToArray().Should().Equal(built.Seconds.ToArray());
        refreshed.MeanDifficulty(2).Should().Be(built.MeanDifficulty(2));
    }

    [Fact]
    public void Build_of_nothing_is_an_empty_catalog()
    {
        var empty = CatalogSnapshot.Build(
            new CatalogContent(1, [], [], [], [], new Dictionary<QuestionId, QuestionState>()));

        empty.Concepts.Should().BeEmpty();
        empty.Graph.Count.Should().Be(0);
        empty.Table.Count.Should().Be(0);
    }

    private static CatalogSnapshot Small() => CatalogSnapshot.Build(Content());

    private static CatalogContent Content() => new(
        4,
        [new Course(new CourseId(2), "k2", "Two", 1), new Course(new CourseId(1), "k1", "One", 1)],
        [Concept(9, 2), Concept(3, 1), Concept(7, 1)],
        [
            Question(22, QuestionType.MultipleChoice, 0.5, [], (9, 1)),
            Question(21, QuestionType.Numeric, 0.3, [], (3, 0.4), (7, 1)),
            Question(20, QuestionType.MultipleChoice, 0.9, ["1", "2", "3", "4", "5"], (3, 1)),
            Question(30, QuestionType.Numeric, 0.5, [], (88, 1)),
        ],
        [
            new Relation(new ConceptId(7), new ConceptId(3), RelationType.Requires),
            new Relation(new ConceptId(7), new ConceptId(9), RelationType.Extends),
            new Relation(new ConceptId(3), new ConceptId(9), RelationType.Matches),
            new Relation(new ConceptId(3), new ConceptId(88), RelationType.Requires),
        ],
        new Dictionary<QuestionId, QuestionState> { [new QuestionId(20)] = Answered });

    private static Concept Concept(int id, int course) =>
        new(new ConceptId(id), new CourseId(course), $"c{id}", $"Concept {id}", null, [], 30, 0.5, 1);

    private static Question Question(
        int id, QuestionType type, double difficulty, string[] options, params (int Concept, double Weight)[] links) =>
        new(
            new QuestionId(id), $"q{id}", "?", type,
            [.. links.Select(link => new ConceptLink(new ConceptId(link.Concept), link.Weight))], options,
            new AnswerKey("1", [], null), null, [], difficulty, null, 1);
}
