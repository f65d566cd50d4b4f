using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Tests.Domain.Practice;

public sealed class GradingTests
{
    [Theory]
    [InlineData("Paris", true)]
    [InlineData("  paris ", true)]
    [InlineData("PARIS.", true)]
    [InlineData("City of  Light", true)]
    [InlineData("Parris", false)]
    [InlineData("", false)]
    public void IsRight_of_a_short_answer_overlooks_case_and_spaces(string answer, bool right) =>
        Grading.IsRight(Question(QuestionType.ShortAnswer, "Paris", ["city of light"]), answer).Should().Be(right);

    [Theory]
    [InlineData("Åse", "A\u030Ase")]
    [InlineData("naïve", "NAI\u0308VE")]
    [InlineData("Việt", "Vie\u0323\u0302t")]
    [InlineData("don't", "don\u2019t")]
    [InlineData("x - y", "x \u2013 y")]
    public void IsRight_of_a_short_answer_overlooks_character_forms(string key, string answer) =>
        Grading.IsRight(Question(QuestionType.ShortAnswer, key), answer).Should().BeTrue();

    [Theory]
    [InlineData("0.333", 0.001, true)]
    [InlineData("1/3", null, true)]
    [InlineData("0.333", null, false)]
    [InlineData("33.4%", 0.001, true)]
    [InlineData("0,335", 0.001, false)]
    [InlineData("a third", 0.001, false)]
    public void IsRight_of_a_number_is_within_the_tolerance(string answer, double? tolerance, bool right) =>
        Grading.IsRight(Question(QuestionType.Numeric, "1/3", tolerance: tolerance), answer).Should().Be(right);

    [Fact]
    public void IsRight_takes_percent_both_as_a_share_and_as_the_number_asked_for()
    {
        Grading.IsRight(Question(QuestionType.Numeric, "25"), "25 %").Should().BeTrue();
        Grading.IsRight(Question(QuestionType.Numeric, "0.25"), "25%").Should().BeTrue();
        Grading.IsRight(Question(QuestionType.Numeric, "25%"), "0.25").Should().BeTrue();
    }

    [Fact]
    public void IsRight_of_a_choice_needs_its_text_and_its_case_only_where_options_differ_by_it()
    {
        var plain = Question(QuestionType.MultipleChoice, "Mean", options: ["Mean", "Median"]);
        var cased = Question(QuestionType.MultipleChoice, "int", options: ["int", "Int"]);

        Grading.IsRight(plain, " mean").Should().BeTrue();
        Grading.IsRight(plain, "Median").Should().BeFalse();
        Grading.IsRight(cased, "Int").Should().BeFalse();
        Grading.IsRight(cased, "int").Should().BeTrue();
    }

    [Fact]
    public void Judge_grades_against_the_key_and_overlooks_a_learners_claim()
    {
        var verdict = Judge(Question(QuestionType.Numeric, "4"), "5", claimed: true);

        verdict.Should().Be(new Verdict(false, AttemptStatus.Accepted, false));
    }

    [Fact]
    public void Judge_refuses_a_learners_word_where_there_is_a_key()
    {
        Grading.Judge(Question(QuestionType.Numeric, "4"), null, true, false).TryGet(out _, out var problem);

        problem.Should().BeOfType<Problem.Forbidden>();
        problem!.Path.Should().Equal("correct");
    }

    [Fact]
    public void Judge_takes_and_flags_a_learners_word_where_there_is_none() =>
        Judge(Question(QuestionType.ShortAnswer, null), null, claimed: true)
            .Should().Be(new Verdict(true, AttemptStatus.Accepted, true));

    [Theory]
    [InlineData(QuestionType.Essay)]
    [InlineData(QuestionType.Coding)]
    public void Judge_leaves_essays_and_code_to_a_person(QuestionType type) =>
        Judge(Question(type, "a model solution"), "my text")
            .Should().Be(new Verdict(null, AttemptStatus.PendingReview, false));

    [Fact]
    public void Judge_takes_the_word_of_staff() =>
        Grading.Judge(Question(QuestionType.Essay, null), null, false, true).TryGet(out var verdict, out _)
            .Should().BeTrue();

    [Fact]
    public void Judge_refuses_an_attempt_without_an_answer()
    {
        Grading.Judge(Question(QuestionType.Numeric, "4"), null, null, false).TryGet(out _, out var problem);

        problem!.Path.Should().Equal("answer");
    }

    private static Verdict Judge(Question question, string? answer, bool? claimed = null)
    {
        Grading.Judge(question, answer, claimed, false).TryGet(out var verdict, out var problem);
        problem.Should().BeNull();
        return verdict;
    }

    private static Question Question(
        QuestionType type, string? key, string[]? accepted = null, double? tolerance = null,
        string[]? options = null) =>
        new(
            new QuestionId(1), "q", "?", type, [new ConceptLink(new ConceptId(1), 1)], options ?? [],
            new AnswerKey(key, accepted ?? [], tolerance), null, [], 0.5, null, 1);
}
