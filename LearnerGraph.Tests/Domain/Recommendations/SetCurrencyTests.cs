using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Tests.Domain.Recommendations;

public sealed class SetCurrencyTests
{
    private static readonly Learner Learner = new(
        new(1), new("t"), "l", "l", null, "Etc/UTC", SkillLevel.Beginner, 0.5, [], true, true, default, null, 1);

    private static readonly LearnerState InCourse1 = LearnerState.Empty with
    {
        Concepts = [new ConceptState(new(11), default, 1, 1, null, default, default, 0, null)],
    };

    private static readonly RecommendationRequest Any = new();

    [Fact]
    public void An_edit_of_another_course_leaves_a_set_current() =>
        IsCurrent(InCourse1, Learner, Any, Set(11, 101), course1: 3, course2: 5).Should().BeTrue();

    [Fact]
    public void An_edit_of_the_practised_course_ends_it() =>
        IsCurrent(InCourse1, Learner, Any, Set(11, 101), course1: 5, course2: 3).Should().BeFalse();

    [Fact]
    public void An_edit_of_a_course_that_the_set_draws_from_ends_it() =>
        IsCurrent(InCourse1, Learner, Any, Set(22, 202), course1: 3, course2: 5).Should().BeFalse();

    [Fact]
    public void An_edit_of_a_goals_course_ends_it() =>
        IsCurrent(InCourse1, Learner with { Goals = [new(22)] }, Any, Set(11, 101), course1: 3, course2: 5)
            .Should().BeFalse();

    [Fact]
    public void An_edit_of_the_asked_course_ends_it() =>
        IsCurrent(InCourse1, Learner, Any with { Course = new(2) }, Set(11, 101), course1: 3, course2: 5)
            .Should().BeFalse();

    [Fact]
    public void A_question_that_is_gone_ends_it() =>
        IsCurrent(InCourse1, Learner, Any, Set(11, 999), course1: 3, course2: 5).Should().BeFalse();

    [Fact]
    public void Without_any_practice_every_edit_counts() =>
        IsCurrent(LearnerState.Empty, Learner, Any, Set(11, 101), course1: 3, course2: 5).Should().BeFalse();

    [Fact]
    public void A_set_of_this_very_catalog_is_current() =>
        SetCurrency.IsCurrent(Set(11, 101, 5), Catalog(5, 5), Learner, LearnerState.Empty, Any).Should().BeTrue();

    private static bool IsCurrent(
        LearnerState state, Learner learner, RecommendationRequest request, RecommendationSet set, int course1,
        int course2) =>
        SetCurrency.IsCurrent(set, Catalog(course1, course2), learner, state, request);

    private static CatalogSnapshot Catalog(int course1, int course2) => CatalogSnapshot.Build(new CatalogContent(
        5,
        [new(new(1), "one", "One", course1), new(new(2), "two", "Two", course2)],
        [Concept(11, 1), Concept(22, 2)],
        [Question(101, 11), Question(202, 22)],
        [],
        new Dictionary<QuestionId, QuestionState>()));

    private static Concept Concept(int id, int course) =>
        new(new(id), new(course), $"c{id}", $"Concept {id}", null, [], 10, 0.5, 1);

    private static Question Question(int id, int concept) => new(
        new(id), $"q{id}", "Why?", QuestionType.ShortAnswer, [new(new(concept), 1)], [], new(null, [], null), null, [],
        0.5, null, 1);

    // Made when the catalog's version was 4.
    private static RecommendationSet Set(int concept, int question, long catalogVersion = 4) => new(
        1, new(1), default, default, [],
        [
            new Recommendation(
                Lane.NextQuestion, 1, 0.5, 0.5, "", new ConceptId(concept), [new(question)], null, null, null, 1, [],
                [], 1, false, []),
        ],
        [], RecommendationSource.Computed, null,
        new SetTrace("p", "1", [], [], 1, 1, 1, 1, catalogVersion, [], 0));
}
