using LearnerGraph.Domain.Mastery;

namespace LearnerGraph.Tests.Domain.Mastery;

public sealed class MasteryPolicyTests
{
    [Theory]
    [InlineData(0.9, 0, 0, MasteryLevel.NotStarted)]
    [InlineData(0.49, 0, 9, MasteryLevel.Learning)]
    [InlineData(0.5, 0, 9, MasteryLevel.Proficient)]
    [InlineData(0.69, 0, 9, MasteryLevel.Proficient)]
    [InlineData(0.7, 0, 3, MasteryLevel.Mastered)]
    [InlineData(0.95, 0, 2, MasteryLevel.Proficient)]
    [InlineData(0.76, 0.25, 9, MasteryLevel.Proficient)]
    [InlineData(0.78, 0.25, 9, MasteryLevel.Mastered)]
    public void LevelOf_follows_the_bands_without_guessing(double p, double guess, int attempts, MasteryLevel level) =>
        MasteryPolicy.Default.LevelOf(p, guess, attempts).Should().Be(level);

    [Fact]
    public void LevelOf_follows_configured_thresholds() =>
        new MasteryPolicy(Mastered: 0.8).LevelOf(0.75, 0, 9).Should().Be(MasteryLevel.Proficient);
}
