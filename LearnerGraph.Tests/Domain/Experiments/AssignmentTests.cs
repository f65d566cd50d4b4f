using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using static LearnerGraph.Tests.Domain.Experiments.ExperimentFacts;

namespace LearnerGraph.Tests.Domain.Experiments;

public sealed class AssignmentTests
{
    private static readonly string[] Units = [.. Enumerable.Range(1, 20_000).Select(i => $"learner-{i}")];

    [Fact]
    public void Decide_splits_by_weight()
    {
        var experiment = Running("split", Plan(null, 0.2, 0.3, 0.5));
        var shares = Units.GroupBy(unit => Decide(experiment, unit).Variant!.Key)
            .ToDictionary(group => group.Key, group => (double)group.Count() / Units.Length);

        shares["control"].Should().BeApproximately(0.2, 0.012);
        shares["treatment1"].Should().BeApproximately(0.3, 0.013);
        shares["treatment2"].Should().BeApproximately(0.5, 0.015);
    }

    [Fact]
    public void Decide_moves_nobody_when_the_traffic_rises_and_falls()
    {
        var low = Running("ramp", Plan("recs"), 0.1, new BucketRange(50_000, 300_000));
        var high = Value(low.Ramp(0.5, [new(50_000, 300_000)]));
        var again = Value(Value(high.Ramp(0.05, [])).Ramp(0.1, [new(50_000, 300_000)]));

        foreach (var unit in Units)
        {
            var before = Decide(low, unit);
            if (before.InExperiment) Decide(high, unit).Should().Be(before);
            Decide(again, unit).Should().Be(before);
        }

        Units.Count(unit => Decide(high, unit).InExperiment).Should().BeInRange(9_700, 10_300);
    }

    [Fact]
    public void Decide_puts_a_learner_into_one_experiment_of_a_group_only()
    {
        var first = Running("first", Plan("recs"), 0.5);
        var second = Running("second", Plan("recs"), 0.5, [.. first.Segments]);

        Units.Should().OnlyContain(unit => Decide(first, unit).InExperiment != Decide(second, unit).InExperiment);
    }

    [Fact]
    public void Decide_spreads_the_variants_evenly_inside_the_traffic()
    {
        var experiment = Running("even", traffic: 0.5);
        var inside = Units.Select(unit => Decide(experiment, unit)).Where(decision => decision.InExperiment).ToArray();

        var control = inside.Count(decision => decision.Variant!.IsControl) / (double)inside.Length;
        control.Should().BeApproximately(0.5, 0.02);
    }

    [Fact]
    public void Decide_says_why_somebody_is_out()
    {
        var running = Running();

        Reason(running, new(IsSwitchedOff: true)).Should().Be(AssignmentReason.SwitchedOff);
        Reason(running, new(HasOptedOut: true)).Should().Be(AssignmentReason.OptedOut);
        Reason(Draft(), new()).Should().Be(AssignmentReason.NotRunning);
        Reason(Running(traffic: 0), new()).Should().Be(AssignmentReason.OutsideTraffic);
        Reason(Running(plan: Plan("g"), traffic: 0), new()).Should().Be(AssignmentReason.ExcludedByGroup);
        Reason(Value(running.Pause()), new()).Should().Be(AssignmentReason.Paused);
        Assignment.Decide(running, "u", new(), new Holdout("global:1", 1)).Reason.Should().Be(AssignmentReason.HeldOut);
    }

    [Fact]
    public void Decide_keeps_the_variant_of_the_enrolled_while_paused()
    {
        var running = Running();
        var paused = Assignment.Decide(Value(running.Pause()), "learner-1", new(IsEnrolled: true));

        paused.Variant.Should().Be(Decide(running, "learner-1").Variant);
        paused.Reason.Should().Be(AssignmentReason.KeptWhilePaused);
    }

    [Fact]
    public void Decide_gives_the_forced_variant_outside_of_the_experiment()
    {
        var decision = Assignment.Decide(Running(traffic: 0), "u", new(ForcedVariant: "treatment1"));

        (decision.Variant!.Key, decision.InExperiment, decision.Reason).Should()
            .Be(("treatment1", false, AssignmentReason.Forced));
    }

    [Fact]
    public void Decide_allocates_nothing()
    {
        var experiment = Running();
        Decide(experiment, "learner-1");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Decide(experiment, "learner-1");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(0.3, null)]
    [InlineData(0.3, "a group with a name")]
    public void Decide_allocates_nothing_whatever_the_traffic_and_the_id(double traffic, string? group)
    {
        var experiment = Running("rare", Plan(group), traffic);
        string[] ids = ["1", "learner-1", new('é', 200)];
        foreach (var id in ids)
        {
            Decide(experiment, id);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 200; i++) Decide(experiment, id);
            (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0, id);
        }
    }

    [Fact]
    public void UnitOf_is_the_learner_or_their_class()
    {
        var learner = new Learner(
            new(1), TenantId.Default, "ada", "ada", null, "Etc/UTC", SkillLevel.Beginner, 0.5, [], true, true, Now,
            null, 1, ClassKey: "5b");

        Running().UnitOf(learner).Should().Be("ada");
        var classes = Running(plan: Plan() with { Unit = AssignmentUnit.Class });
        classes.UnitOf(learner).Should().Be("5b");
        classes.UnitOf(learner with { ClassKey = null }).Should().BeNull();
    }

    [Fact]
    public void HashOf_knows_the_plan_and_not_the_traffic()
    {
        var running = Running();
        var hash = Definition.HashOf(running);

        hash.Should().MatchRegex("^[0-9a-f]{16}$");
        Definition.HashOf(Value(running.Ramp(0.1, []))).Should().Be(hash);
        Definition.HashOf(Running(plan: Plan() with { TargetLift = 0.2 })).Should().NotBe(hash);
        Definition.HashOf(Running("exp-2")).Should().NotBe(hash);
    }

    private static AssignmentDecision Decide(Experiment experiment, string unit) =>
        Assignment.Decide(experiment, unit, new());

    private static AssignmentReason Reason(Experiment experiment, AssignmentContext context) =>
        Assignment.Decide(experiment, "learner-1", context).Reason;
}
