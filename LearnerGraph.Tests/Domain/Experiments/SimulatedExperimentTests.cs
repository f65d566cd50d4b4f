using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Calibration;

namespace LearnerGraph.Tests.Domain.Experiments;

public sealed class SimulatedExperimentTests
{
    [Fact]
    public void Run_finds_a_fifth_more_minutes_as_a_fifth_more()
    {
        var summary = Simulate(new(60, 2000, 0.2, 5, Looks: 1));

        summary.MeanLift.Should().BeApproximately(0.2, 0.02);
        summary.Gates.Should().NotContain(gate => gate.IsBroken);
        summary.SignificantShare.Should().BeGreaterThan(0.9);
        summary.ReducedSignificantShare.Should().BeGreaterThanOrEqualTo(summary.SignificantShare);
        summary.Decisions.Should().Contain(one => one.Decision == Decision.Ship && one.Runs > 50);

        var single = SimulatedExperiment.Run(new(1, 4000, 0.2, 6), 0);
        single.Lift.Should().BeApproximately(0.2, 0.1);
        single.LiftInterval!.Value.Excludes(0.2).Should().BeFalse();
    }

    [Fact]
    public void Run_finds_nothing_where_nothing_is()
    {
        var summary = Simulate(new(200, 500, 0, 7, Looks: 2));

        summary.Gates.Should().HaveCount(4).And.NotContain(gate => gate.IsBroken);
        summary.SecondaryFalseShare.Should().BeLessThan(0.1);
        summary.KolmogorovP.Should().BeGreaterThan(0.001);
    }

    [Fact]
    public void Run_believes_nothing_where_a_third_of_the_treated_got_lost()
    {
        var summary = Simulate(new(20, 3000, 0.2, 8, Lost: 1.0 / 3));

        summary.Decisions.Should().Equal(new DecisionCount(Decision.Invalid, 20));
        summary.MismatchShare.Should().Be(1);
    }

    [Fact]
    public void Run_does_not_depend_on_the_order_of_runs()
    {
        var question = new SimulationQuestion(3, 100, 0.1, 9);

        SimulatedExperiment.Run(question, 2).Should().BeEquivalentTo(SimulatedExperiment.Run(question, 2));
        SimulatedExperiment.Run(question, 2).P.Should().NotBe(SimulatedExperiment.Run(question, 1).P);
    }

    [Theory]
    [InlineData(0, 100, 0, 0)]
    [InlineData(1, 3, 0, 0)]
    [InlineData(1, 100, -1, 0)]
    [InlineData(1, 100, 0, 1)]
    public void Check_refuses_what_cannot_be_simulated(int runs, int learners, double lift, double lost) =>
        new SimulationQuestion(runs, learners, lift, 1, lost).Check().Should().NotBeNull();

    private static SimulationSummary Simulate(SimulationQuestion question) => SimulationSummary.Of(
        question, [.. Enumerable.Range(0, question.Runs).Select(run => SimulatedExperiment.Run(question, run))]);
}
