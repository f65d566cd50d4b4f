using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Relations;
using LearnerGraph.Domain.Intelligence.Text;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Tests.Domain.Intelligence;

public sealed class RelationScorerTests
{
    private static readonly CourseId Course = new(1);

    [Theory]
    [InlineData("Advanced Python", "Python Basics", RelationType.Extends)]
    [InlineData("Python Basics", "Programming Fundamentals", RelationType.Requires)]
    [InlineData("OOP in Python", "Object-Oriented Programming", RelationType.Matches)]
    public void Find_sees_the_relations_that_the_seed_names(string from, string to, RelationType type)
    {
        var concepts = Seed();

        var found = Find(concepts, [], OrderEvidence.None, 0);

        var relation = found.Single(one => IsBetween(concepts, one, from, to));
        relation.Type.Should().Be(type);
        if (type != RelationType.Matches) Name(concepts, relation.From).Should().Be(from);
        relation.Confidence.Should().BeGreaterThan(0.2).And.BeLessThan(1);
        relation.Reason.Should().NotBeEmpty();
    }

    [Fact]
    public void Find_takes_the_direction_from_who_got_what_right_first()
    {
        Concept[] concepts = [Concept(1, "Fractions of numbers"), Concept(2, "Decimals of numbers")];
        var order = new OrderEvidence(
        [
            .. Enumerable.Range(1, 20).SelectMany(learner => new[]
            {
                new FirstSuccess(new(learner), new(learner > 2 ? 1 : 2), learner * 10),
                new FirstSuccess(new(learner), new(learner > 2 ? 2 : 1), (learner * 10) + 1),
            }),
        ]);

        Find(concepts, [], OrderEvidence.None, 0).Should().BeEmpty("nothing tells which comes first");
        var found = Find(concepts, [], order, 0).Should().ContainSingle().Subject;

        (found.From, found.To, found.Type).Should().Be((new ConceptId(2), new ConceptId(1), RelationType.Requires));
        found.Reason.Should().Contain("18 of 20 learners got “Fractions of numbers” right first.");
    }

    [Fact]
    public void Find_leaves_out_what_is_related_follows_or_would_close_a_cycle()
    {
        Concept[] concepts =
        [
            Concept(1, "Python lists", 0.2), Concept(2, "Python loops", 0.4), Concept(3, "Python classes", 0.6),
        ];

        var all = Find(concepts, [], OrderEvidence.None, 0);
        var againstTheGraph = Find(concepts, [(1, 2), (2, 3)], OrderEvidence.None, 0);

        all.Should().NotBeEmpty().And.OnlyContain(one => one.From.Value > one.To.Value);
        all.Should().HaveCount(2, "3 requires 1 follows from the surer two");
        againstTheGraph.Should().BeEmpty("1 requires 3 by a chain, and 3 before 1 would close a cycle");
    }

    [Fact]
    public void Find_looks_at_pairs_from_the_least_similarity_on_and_is_the_same_twice()
    {
        var concepts = Seed();

        var near = Find(concepts, [], OrderEvidence.None, 0.3);

        near.Should().OnlyContain(one => one.Similarity >= 0.3).And.BeInDescendingOrder(one => one.Confidence);
        Find(concepts, [], OrderEvidence.None, 0.3).Should().Equal(near);
        Find(concepts, [], OrderEvidence.None, 1).Should().BeEmpty();
    }

    [Fact]
    public void Find_learns_from_the_courses_own_prerequisites()
    {
        // Forty numbered steps of one chain; the last ten pairs are not related yet.
        Concept[] concepts = [.. Enumerable.Range(1, 40).Select(i => Concept(i, $"Step {i} of weaving"))];
        var known = Enumerable.Range(2, 29).Select(i => (i, i - 1)).ToArray();
        var catalog = Catalog(concepts, known);
        int[] indexes = [.. Enumerable.Range(0, concepts.Length)];

        CoursePrerequisites.Fit(catalog, indexes[..10], 1).Should().BeNull("9 relations are too few");
        var model = CoursePrerequisites.Fit(catalog, indexes, 1)!;

        model.Chance(new(12), new(11)).Should().BeGreaterThan(model.Chance(new(11), new(12)));
        model.Chance(new(20), new(19)).Should().Be(
            CoursePrerequisites.Fit(catalog, indexes, 1)!.Chance(new(20), new(19)));
    }

    private static Concept[] Seed() =>
    [
        Concept(1, "Programming Fundamentals", 0.2, "Variables, loops and functions: what every program is made of."),
        Concept(2, "Python Basics", 0.3, "First steps of programming in Python with variables, loops and functions."),
        Concept(3, "Advanced Python", 0.7, "Decorators, generators and context managers in Python."),
        Concept(4, "Object-Oriented Programming", 0.5, "Classes, objects, inheritance and polymorphism."),
        Concept(5, "OOP in Python", 0.5, "Classes, objects and inheritance written in Python."),
    ];

    private static Concept Concept(int id, string name, double difficulty = 0.5, string? description = null) =>
        new(new(id), Course, $"c{id}", name, description, [], 10, difficulty, 1);

    private static IReadOnlyList<FoundRelation> Find(
        Concept[] concepts, (int From, int To)[] requires, OrderEvidence order, double minSimilarity)
    {
        string[] texts = [.. concepts.Select(ConceptText.Of)];
        var space = new EmbeddingSpace("lsa", "test", 16);
        var latent = LatentSpace.Fit(texts, TermRules.Default, 16);
        Embedding[] embeddings =
        [
            .. texts.Select(text => space.Embed(latent.Embed(text)).TryGet(out var one, out _) ? one : null!),
        ];
        return new RelationScorer(Catalog(concepts, requires), order, null)
            .Find([.. Enumerable.Range(0, concepts.Length)], embeddings, minSimilarity);
    }

    private static CatalogSnapshot Catalog(Concept[] concepts, (int From, int To)[] requires) =>
        CatalogSnapshot.Build(new CatalogContent(
            1, [new Course(Course, "c", "C", 1)], concepts, [],
            [.. requires.Select(one => new Relation(new(one.From), new(one.To), RelationType.Requires))],
            new Dictionary<QuestionId, QuestionState>()));

    private static bool IsBetween(Concept[] concepts, FoundRelation one, string a, string b) =>
        new[] { Name(concepts, one.From), Name(concepts, one.To) }.Order().SequenceEqual(new[] { a, b }.Order());

    private static string Name(Concept[] concepts, ConceptId id) => concepts.Single(one => one.Id == id).Name;
}
