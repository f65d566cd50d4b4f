using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;
using static LearnerGraph.Tests.Domain.Recommendations.RecommendationFacts;

namespace LearnerGraph.Tests.Domain.Recommendations;

public sealed class FeedbackLifeCycleTests
{
    [Theory]
    [InlineData(RecommendationStatus.Pending, FeedbackAction.Shown, RecommendationStatus.Shown)]
    [InlineData(RecommendationStatus.Pending, FeedbackAction.Ignored, RecommendationStatus.Shown)]
    [InlineData(RecommendationStatus.Shown, FeedbackAction.Shown, RecommendationStatus.Shown)]
    [InlineData(RecommendationStatus.Shown, FeedbackAction.Clicked, RecommendationStatus.Accepted)]
    [InlineData(RecommendationStatus.Pending, FeedbackAction.Started, RecommendationStatus.Accepted)]
    [InlineData(RecommendationStatus.Accepted, FeedbackAction.Shown, RecommendationStatus.Accepted)]
    [InlineData(RecommendationStatus.Accepted, FeedbackAction.Completed, RecommendationStatus.Completed)]
    [InlineData(RecommendationStatus.Pending, FeedbackAction.Completed, RecommendationStatus.Completed)]
    [InlineData(RecommendationStatus.Shown, FeedbackAction.Rejected, RecommendationStatus.Rejected)]
    [InlineData(RecommendationStatus.Accepted, FeedbackAction.Rejected, RecommendationStatus.Rejected)]
    [InlineData(RecommendationStatus.Completed, FeedbackAction.Completed, RecommendationStatus.Completed)]
    [InlineData(RecommendationStatus.Expired, FeedbackAction.Completed, RecommendationStatus.Completed)]
    public void Next_follows_the_life_of_an_item(
        RecommendationStatus from, FeedbackAction action, RecommendationStatus to)
    {
        FeedbackLifeCycle.Next(from, action).TryGet(out var next, out _).Should().BeTrue();

        next.Should().Be(to);
    }

    [Theory]
    [InlineData(RecommendationStatus.Completed, FeedbackAction.Shown)]
    [InlineData(RecommendationStatus.Completed, FeedbackAction.Rejected)]
    [InlineData(RecommendationStatus.Rejected, FeedbackAction.Completed)]
    [InlineData(RecommendationStatus.Rejected, FeedbackAction.Clicked)]
    [InlineData(RecommendationStatus.Expired, FeedbackAction.Shown)]
    public void Next_refuses_a_step_back(RecommendationStatus from, FeedbackAction action)
    {
        FeedbackLifeCycle.Next(from, action).TryGet(out _, out var problem).Should().BeFalse();

        problem.Should().BeOfType<Problem.Conflict>().Which.Code.Should().Be("ILLEGAL_TRANSITION");
    }

    [Fact]
    public void Next_answers_every_pair()
    {
        foreach (var status in Enum.GetValues<RecommendationStatus>())
        {
            foreach (var action in Enum.GetValues<FeedbackAction>())
            {
                var again = FeedbackLifeCycle.Next(status, action);
                if (again.TryGet(out var next, out _))
                    FeedbackLifeCycle.Next(next, action).IsOk.Should().BeTrue("sending it again is safe");
            }
        }
    }

    [Fact]
    public void Rejection_keeps_the_item_away_for_seven_days_and_no_longer()
    {
        var state = State(Small.Snapshot, 5, 45);
        foreach (var item in Recommend(state).Items)
        {
            var suppression = FeedbackLifeCycle.SuppressionOf(item, Now)!.Value;
            suppression.Until.Should().Be(Now.AddDays(7));
            var next = Recommend(FeedbackLifeCycle.Suppress(state, suppression, Now));
            var later = Recommend(FeedbackLifeCycle.Suppress(state, suppression with { Until = Now }, Now.AddDays(-7)));

            next.Items.Should().NotContain(i => IsThat(item, i));
            later.Items.Should().Contain(i => IsThat(item, i));
        }
    }

    [Fact]
    public void Suppress_replaces_the_same_and_forgets_what_has_run_out()
    {
        var first = new Suppression(SuppressedKind.Goal, 1, Now.AddDays(1));
        var old = new Suppression(SuppressedKind.Concept, 4, Now.AddDays(-1));
        var again = first with { Until = Now.AddDays(7) };
        var state = LearnerState.Empty with { Suppressed = [first, old] };

        FeedbackLifeCycle.Suppress(state, again, Now).Suppressed.Should().Equal(again);
    }

    private static bool IsThat(Recommendation item, Recommendation other) =>
        item.Lane == other.Lane && item.Lane switch
        {
            Lane.NextQuestion => item.Questions[0] == other.Questions[0],
            Lane.SpacedReview => item.Concept == other.Concept,
            _ => item.Goal!.Goal == other.Goal!.Goal,
        };
}
