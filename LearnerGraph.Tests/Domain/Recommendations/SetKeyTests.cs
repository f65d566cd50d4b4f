using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;

namespace LearnerGraph.Tests.Domain.Recommendations;

public sealed class SetKeyTests
{
    [Fact]
    public void For_gives_equal_requests_equal_keys()
    {
        var request = new RecommendationRequest(Lanes: [Lane.SpacedReview, Lane.NextQuestion], MinDifficulty: 0.1);

        Key(request).Should().Be(Key(request with { Lanes = [Lane.NextQuestion, Lane.SpacedReview] }));
    }

    [Fact]
    public void For_tells_apart_everything_that_a_set_depends_on()
    {
        var request = new RecommendationRequest();
        var keys = new[]
        {
            Key(request),
            SetKey.For(new("u"), new(1), 2, "p", request),
            SetKey.For(new("t"), new(9), 2, "p", request),
            SetKey.For(new("t"), new(1), 9, "p", request),
            SetKey.For(new("t"), new(1), 2, "p/1", request),
            Key(request with { Count = 9 }),
            Key(request with { Lanes = [] }),
            Key(request with { Lanes = [Lane.SpacedReview] }),
            Key(request with { MinDifficulty = 0.5 }),
            Key(request with { MaxDifficulty = 0.5 }),
            Key(request with { TimeBudgetMinutes = 5 }),
            Key(request with { Device = DeviceKind.Web }),
            Key(request with { Course = new(5) }),
            Key(request with { Concept = new(5) }),
            Key(request with { ExcludeRecentHours = 5 }),
        };

        keys.Should().OnlyHaveUniqueItems();
    }

    private static SetKey Key(RecommendationRequest request) => SetKey.For(new("t"), new(1), 2, "p", request);
}
