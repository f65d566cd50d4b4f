using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Infrastructure.Import.Sample;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Infrastructure.Import.Sample;

public sealed class SampleContentTests
{
    private static readonly CatalogDrafts Drafts = SampleContent.Build();
    private static readonly CatalogSnapshot Catalog = InMemoryCatalog.Of(Drafts);

    [Fact]
    public void Build_gives_three_courses_with_eighty_concepts_and_two_thousand_questions()
    {
        Drafts.Courses.Should().HaveCount(3);
        Drafts.Concepts.Count.Should().BeGreaterThanOrEqualTo(80);
        Drafts.Questions.Count.Should().BeGreaterThanOrEqualTo(2_000);
        Drafts.Questions.GroupBy(question => question.ConceptLinks[0].ConceptKey)
            .Should().OnlyContain(group => group.Count() >= 12);
    }

    [Fact]
    public void Build_repeats_for_the_same_seed_and_asks_other_questions_for_another()
    {
        SampleContent.Build().Should().BeEquivalentTo(Drafts, options => options.WithStrictOrdering());
        SampleContent.Build(5).Questions.Select(question => question.Prompt)
            .Should().NotEqual(Drafts.Questions.Select(question => question.Prompt));
    }

    [Fact]
    public void Build_relates_concepts_without_cycles_and_across_courses_by_matches_and_extends()
    {
        Catalog.Graph.Cycles.Should().BeEmpty();
        Catalog.Relations.Select(relation => relation.Type).Distinct().Should().HaveCount(3);
        Catalog.Relations.Should().Contain(relation => relation.Type == RelationType.Matches
            && Catalog.Find(relation.From)!.CourseId != Catalog.Find(relation.To)!.CourseId);
        Catalog.Relations.Where(relation => relation.Type == RelationType.Requires).Should().OnlyContain(
            relation => Catalog.Find(relation.From)!.CourseId == Catalog.Find(relation.To)!.CourseId);
    }

    [Fact]
    public void Build_asks_nothing_easier_than_what_it_requires_by_far() =>
        Catalog.Relations.Where(relation => relation.Type == RelationType.Requires).Should().OnlyContain(
            relation => Catalog.Find(relation.From)!.Difficulty >= Catalog.Find(relation.To)!.Difficulty - 0.15);

    [Theory]
    [InlineData(SampleContent.DefaultSeed)]
    [InlineData(1UL)]
    public void Every_answer_is_found_again_by_another_way(ulong seed)
    {
        var unsolved = SampleContent.Build(seed).Questions
            .Where(question => SampleSolver.IsRight(question.Prompt, question.Answer!) != true)
            .Select(question => $"{question.Key}: {question.Prompt} [{question.Answer}]");

        unsolved.Should().BeEmpty();
    }

    [Fact]
    public void Every_wrong_option_is_wrong()
    {
        var ambiguous = Drafts.Questions
            .SelectMany(question => (question.Options ?? [])
                .Where(option => option != question.Answer && !Solvers.Formal(question.Prompt)
                    && SampleSolver.IsRight(question.Prompt, option) == true)
                .Select(option => $"{question.Key}: {question.Prompt} [{option}]"));

        ambiguous.Should().BeEmpty();
    }

    [Fact]
    public void Every_answer_is_graded_right_and_every_other_option_wrong()
    {
        foreach (var question in Catalog.Questions)
        {
            Grading.IsRight(question, question.Solution.Answer!).Should().BeTrue(question.Prompt);
            foreach (string option in question.Options.Where(option => option != question.Solution.Answer))
                Grading.IsRight(question, option).Should().BeFalse(question.Prompt);
            if (question.Type == QuestionType.MultipleChoice) question.Options.Count.Should().BeGreaterThan(1);
            question.Hints.Should().NotBeEmpty();
            question.Explanation.Should().NotBeNullOrWhiteSpace();
        }
    }

    private static class Solvers
    {
        /// <summary>Where the form of the answer is asked for, another form of the same value is a wrong one.</summary>
        public static bool Formal(string prompt) => prompt.StartsWith("Factor completely", StringComparison.Ordinal);
    }
}
