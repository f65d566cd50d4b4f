using LearnerGraph.Domain.Models;

namespace LearnerGraph.Tests.Domain.Models;

public sealed class TrainingAnswersTests
{
    private static readonly TrainingAnswers Answers = new(
        [
            .. Enumerable.Range(1, 200).Select(learner => new TrainingLearner(
                learner, [.. Enumerable.Range(0, learner % 7).Select(i => Answer(i % 4, i))])),
        ],
        IsOwn: true);

    [Fact]
    public void SplitByLearner_keeps_the_same_fifth_whatever_else_comes()
    {
        var (train, heldOut) = Answers.SplitByLearner();
        var more = Answers with { Learners = [.. Answers.Learners, new TrainingLearner(999, [])] };

        train.Learners.Concat(heldOut.Learners).Should().BeEquivalentTo(Answers.Learners);
        heldOut.Learners.Should().HaveCountGreaterThan(20).And.HaveCountLessThan(60);
        more.SplitByLearner().HeldOut.Learners.Where(one => one.Id != 999).Select(one => one.Id)
            .Should().Equal(heldOut.Learners.Select(one => one.Id));
    }

    [Fact]
    public void SplitByTime_trains_on_nothing_from_the_last_new_question_on()
    {
        var (train, last) = Answers.SplitByTime();

        last.Should().NotBeEmpty();
        foreach (var (learner, question) in last)
        {
            var before = train.Learners.Single(one => one.Id == learner).Answers;
            before.Select(answer => answer.Question).Should().NotContain(question);
            var at = Answers.Learners.Single(one => one.Id == learner).Answers
                .First(answer => answer.Question == question);
            before.Should().OnlyContain(answer => answer.Seconds < at.Seconds);
        }
    }

    [Fact]
    public void Version_changes_with_any_answer()
    {
        var other = Answers with
        {
            Learners = [.. Answers.Learners.Skip(1), Answers.Learners[0] with { Answers = [Answer(9, 9)] }],
        };

        Answers.Version().Should().Be(Answers.Version()).And.HaveLength(64);
        other.Version().Should().NotBe(Answers.Version());
    }

    private static TrainingAnswer Answer(long question, int at) => new(question, "a", at % 2 == 0, at);
}
