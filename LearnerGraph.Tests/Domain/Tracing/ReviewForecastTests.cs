using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Tests.Domain.Tracing;

public sealed class ReviewForecastTests
{
    private static readonly DateTimeOffset Start = PracticeWorld.Start;
    private static readonly Learner Anna = PracticeWorld.Learner();

    private readonly PracticeWorld _world = new();

    [Fact]
    public void Of_counts_what_is_overdue_today_and_each_next_review_on_its_day()
    {
        _world.Submit(Anna, Start, PracticeWorld.Draft(1, Start), PracticeWorld.Draft(2, Start, correct: false));
        var now = Start.AddDays(1);
        var state = _world.StateOf(Anna);
        var wrong = state.Concepts.MinBy(concept => concept.Memory.Stability);
        var right = state.Concepts.MaxBy(concept => concept.Memory.Stability);

        var days = Forecast(Anna, now, 30);

        days.Should().HaveCount(30);
        days[0].Day.Should().Be(LocalTime.Today(Anna, now));
        days[0].Due.Should().Be(1, "the wrong answer has a stability of {0:0.0} days", wrong.Memory.Stability);
        days[(LocalTime.Today(Anna, right.Memory.NextReview) - days[0].Day)].Due.Should().BePositive();
        days.Sum(day => day.Due).Should().BeGreaterThan(2, "a review that is done comes back");
        days.Sum(day => day.Minutes).Should().BePositive();
    }

    [Fact]
    public void Of_gives_more_work_to_who_wants_to_remember_more_and_more_minutes_to_who_is_slow()
    {
        for (int question = 1; question <= 20; question++)
            _world.Submit(Anna, Start, PracticeWorld.Draft(question, Start.AddMinutes(question - 30)));

        int usual = Forecast(Anna, Start, 30).Sum(day => day.Due);

        Of(0.95).Should().BeGreaterThan(usual);
        Of(0.75).Should().BeLessThan(usual);
        Forecast(Anna, Start, 30, 2).Sum(day => day.Minutes)
            .Should().BeApproximately(2 * Forecast(Anna, Start, 30).Sum(day => day.Minutes), 1e-9);

        int Of(double retention)
        {
            var reviews = TracingRules.Default.Reviews.For(retention);
            return ReviewForecast.Of(
                TracingRules.Default, _world.Catalog,
                new LearnerSnapshot(
                    Anna with { DesiredRetention = retention }, _world.StateOf(Anna).Rescheduled(reviews)),
                Start, 30, 1).Sum(day => day.Due);
        }
    }

    [Fact]
    public void Of_is_zeros_before_the_first_answer()
    {
        Forecast(Anna, Start, 7).Should().OnlyContain(day => day.Due == 0 && day.Minutes == 0);
    }

    [Fact]
    public void Pace_is_one_without_answers_and_moves_slowly_to_the_learners_own()
    {
        Pace.Of(TracingRules.Default, _world.Catalog, []).Should().Be(1);
        double expected = _world.Catalog.Table.Seconds[_world.Catalog.IndexOf(new QuestionId(1))];
        for (int i = 0; i < 40; i++)
        {
            var at = Start.AddMinutes(5 * i);
            _world.Submit(Anna, at, PracticeWorld.Draft(1, at, ms: (int)(2000 * expected)));
        }

        var all = _world.History(Anna);
        double few = Pace.Of(TracingRules.Default, _world.Catalog, all.Take(2));
        double many = Pace.Of(TracingRules.Default, _world.Catalog, all);

        few.Should().BeApproximately(1 + (2.0 / 12), 1e-3);
        many.Should().BeApproximately(1 + (40.0 / 50), 1e-3);
    }

    private IReadOnlyList<ReviewDay> Forecast(Learner learner, DateTimeOffset now, int days, double pace = 1) =>
        ReviewForecast.Of(
            TracingRules.Default, _world.Catalog, new LearnerSnapshot(learner, _world.StateOf(learner)), now, days,
            pace);
}
