using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Tests.Domain.Practice;

public sealed class ConsistencyTests
{
    private static readonly LocalDay Today = LocalDay.From(new DateOnly(2026, 5, 30));

    [Fact]
    public void Score_of_fifteen_days_in_thirty_is_fifty()
    {
        var days = Enumerable.Range(0, 60).Where(i => i % 2 == 0).Select(i => Practised(i, 20)).ToArray();

        Consistency.Score(days, Today + -400, Today, StreakPolicy.Default).Should().Be(50);
    }

    [Fact]
    public void Score_counts_from_the_day_of_joining_and_only_qualifying_days()
    {
        PracticeDay[] days = [Practised(0, 15), Practised(1, 14), Practised(3, 40)];

        Consistency.Score(days, Today + -3, Today, StreakPolicy.Default).Should().Be(50);
        Consistency.Score([], Today, Today, StreakPolicy.Default).Should().Be(0);
        Consistency.Score([Practised(0, 15)], Today, Today, StreakPolicy.Default).Should().Be(100);
    }

    private static PracticeDay Practised(int daysAgo, double minutes) => new(Today + -daysAgo, minutes, 5, 4, 0);
}
