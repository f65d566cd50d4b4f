using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Tests.Domain.Tracing;

/// <summary>Equality of states to the last bit; the version is the store's.</summary>
internal static class StateAssertions
{
    public static void ShouldEqual(this LearnerState actual, LearnerState expected)
    {
        actual.Concepts.Should().Equal(expected.Concepts);
        actual.Seen.Should().Equal(expected.Seen);
        actual.Suppressed.Should().Equal(expected.Suppressed);
        actual.Days.Should().Equal(expected.Days);
        actual.Streaks.Should().Equal(expected.Streaks);
        actual.Milestones.Should().Equal(expected.Milestones);
        actual.Hours.Should().Equal(expected.Hours);
        Rest(actual).Should().Be(Rest(expected));
    }

    private static LearnerState Rest(LearnerState state) => state with
    {
        Version = 0, Concepts = [], Seen = [], Suppressed = [], Days = [], Streaks = [], Milestones = [], Hours = [],
    };
}
