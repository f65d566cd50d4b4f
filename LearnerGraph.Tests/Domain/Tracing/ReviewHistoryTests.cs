using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Tests.Domain.Tracing;

public sealed class ReviewHistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_makes_a_review_of_each_dated_attempt_at_each_concept()
    {
        var catalog = CatalogSnapshot.Build(HeldOutTrialTests.Content([(1, [1]), (2, [1, 2])]));

        var cards = ReviewHistory.Of(
            catalog,
            [At(1, 0, true), At(1, 0.1, false), At(2, 3, true, hints: 1), At(1, 9, true) with { IsDated = false }]);

        cards.Select(card => card.Name).Should().Equal("7/1", "7/2");
        cards[0].Reviews.Select(review => review.Grade).Should().Equal(3, 1, 2);
        cards[0].Reviews.Select(review => review.IsSameDay).Should().Equal(false, true, false);
        cards[0].Reviews[2].ElapsedDays.Should().BeApproximately(2.9, 1e-9);
        cards[1].Reviews.Should().ContainSingle().Which.ElapsedDays.Should().Be(0);
    }

    private static Attempt At(int question, double days, bool correct, int hints = 0)
    {
        var at = Start.AddDays(days);
        return new Attempt(
            default, 0, new LearnerId(7), new QuestionId(question), default, at,
            LocalDay.At(at, TimeZoneInfo.Utc), 0, hints, null, correct, AttemptStatus.Accepted, false, 0);
    }
}
