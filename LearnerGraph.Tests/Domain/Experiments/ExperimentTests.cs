using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using static LearnerGraph.Tests.Domain.Experiments.ExperimentFacts;

namespace LearnerGraph.Tests.Domain.Experiments;

public sealed class ExperimentTests
{
    [Fact]
    public void Start_freezes_salt_and_plan()
    {
        var running = Running("algo-v2");

        running.Salt.Should().Be("exp:algo-v2:1");
        running.StartedAt.Should().Be(Now);
        Refusal(running.Revise(Plan())).Code.Should().Be("ILLEGAL_STATE");
    }

    [Fact]
    public void Start_refuses_an_experiment_that_is_already_running() =>
        Refusal(Running().Start(Now, [])).Should().BeOfType<Problem.Conflict>();

    [Fact]
    public void Start_resumes_the_same_phase_after_a_pause()
    {
        var resumed = Value(Value(Running().Pause()).Start(Now.AddDays(1), []));

        (resumed.Status, resumed.Phase, resumed.Salt, resumed.StartedAt).Should()
            .Be((ExperimentStatus.Running, 1, "exp:exp-1:1", Now));
    }

    [Fact]
    public void Stop_and_Decide_end_it_for_good()
    {
        var stopped = Value(Running().Stop("No more budget.", Now.AddDays(3)));
        var decided = Value(stopped.Decide(Decision.Ship, "Minutes rose.", Now.AddDays(4), "staff"));

        decided.StoppedAt.Should().Be(Now.AddDays(3));
        Refusal(decided.Start(Now, [])).Code.Should().Be("ILLEGAL_STATE");
        Refusal(decided.Decide(Decision.RollBack, "Changed my mind.", Now, "staff")).Code.Should().Be("ILLEGAL_STATE");
        Refusal(stopped.Pause()).Code.Should().Be("ILLEGAL_STATE");
    }

    [Fact]
    public void Stop_and_Decide_want_a_reason()
    {
        Refusal(Running().Stop(" ", Now)).Path.Should().Equal("input", "reason");
        Refusal(Running().Decide(Decision.Ship, "", Now, "staff")).Path.Should().Equal("input", "reason");
    }

    [Theory]
    [InlineData(new[] { 0.5, 0.4 })]
    [InlineData(new[] { 1.0, 0.0 })]
    [InlineData(new[] { double.NaN, 0.5 })]
    [InlineData(new[] { 1.0 })]
    public void Draft_refuses_weights_that_do_not_share_out_everything(double[] weights) =>
        Refusal(Experiment.Draft(TenantId.Default, "k", Plan(null, weights), 1, Now, "staff")).Path.Should()
            .Equal("input", "variants");

    [Theory]
    [InlineData("")]
    [InlineData("has space")]
    [InlineData("ünicode")]
    public void Draft_refuses_a_key_that_is_no_key(string key) =>
        Refusal(Experiment.Draft(TenantId.Default, key, Plan(), 1, Now, "staff")).Path.Should().Equal("input", "key");

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Ramp_refuses_what_is_no_share(double traffic) =>
        Refusal(Running().Ramp(traffic, [])).Path.Should().Equal("input", "traffic");

    [Fact]
    public void Start_refuses_where_the_exclusion_group_has_no_room_left()
    {
        var first = Running("a", Plan("recs"), 0.6);

        Refusal(Draft("b", Plan("recs"), 0.5).Start(Now, first.Segments)).Code.Should().Be("EXCLUSION_GROUP_FULL");
        Value(Draft("b", Plan("recs"), 0.4).Start(Now, first.Segments)).Segments.Should()
            .Equal(new BucketRange(600_000, 1_000_000));
    }

    [Fact]
    public void ShareOut_gives_an_even_part_of_the_rest()
    {
        ExperimentPlan.ShareOut([null, null, null, null]).Should().Equal(0.25, 0.25, 0.25, 0.25);
        ExperimentPlan.ShareOut([0.5, null, null]).Should().Equal(0.5, 0.25, 0.25);
    }
}
