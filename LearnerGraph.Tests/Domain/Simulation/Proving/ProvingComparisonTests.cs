using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Simulation.Proving;

namespace LearnerGraph.Tests.Domain.Simulation.Proving;

public sealed class ProvingComparisonTests
{
    [Fact]
    public void Compare_gives_the_share_of_the_gap_and_the_lift_of_minutes()
    {
        var low = Lives(0.2, 100);
        var result = ProvingComparison.Compare("middle", [Lives(0.35, 120)], [low], [Lives(0.4, 150)]);

        result.GapClosed.Value.Should().BeApproximately(0.75, 1e-12);
        result.Gain.Value.Should().BeApproximately(0.15, 1e-12);
        result.MinutesLift.Value.Should().BeApproximately(0.2, 1e-12);
        result.GapClosedBySeed.Should().ContainSingle().Which.Should().BeApproximately(0.75, 1e-12);
    }

    /// <summary>95 % of 400 intervals: 361 to 393 with chance 0.999.</summary>
    [Fact]
    public void Compare_covers_the_true_share_as_often_as_it_says()
    {
        int covered = 0;
        var random = new Prng(5);
        for (int run = 0; run < 400; run++)
        {
            ProvingLife[] low = new ProvingLife[200], own = new ProvingLife[200], top = new ProvingLife[200];
            for (int i = 0; i < low.Length; i++)
            {
                double common = 0.3 + (0.1 * random.NextGaussian());
                low[i] = new ProvingLife { Mastery = common, Minutes = 1 };
                own[i] = new ProvingLife { Mastery = common + 0.06 + (0.05 * random.NextGaussian()), Minutes = 1 };
                top[i] = new ProvingLife { Mastery = common + 0.1 + (0.05 * random.NextGaussian()), Minutes = 1 };
            }

            var gap = ProvingComparison.Compare("x", [own], [low], [top]).GapClosed;
            if (gap.Low <= 0.6 && 0.6 <= gap.High) covered++;
        }

        covered.Should().BeInRange(361, 393);
    }

    private static ProvingLife[] Lives(double mastery, double minutes) =>
        [.. Enumerable.Range(0, 10).Select(i => new ProvingLife { Mastery = mastery + (0.01 * i), Minutes = minutes })];
}
