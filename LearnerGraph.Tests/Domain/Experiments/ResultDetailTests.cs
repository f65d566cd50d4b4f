using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Numerics;
using static LearnerGraph.Tests.Domain.Experiments.ExperimentFacts;

namespace LearnerGraph.Tests.Domain.Experiments;

/// <summary>What a result says beside the primary comparison.</summary>
public sealed class ResultDetailTests
{
    private static readonly LocalDay Day = LocalDay.At(Now, TimeZoneInfo.Utc);

    [Fact]
    public void Analyze_tells_ranks_quantiles_and_the_guardrails_own_test()
    {
        var results = Analyze(Learners(400, (_, isTreated) => isTreated ? 1.3 : 1));
        var primary = results.Metrics[0].Comparisons[0];
        var values = Outcomes.Of(Plan(), Learners(400, (_, isTreated) => isTreated ? 1.3 : 1), Day + 40)[0].Arms;
        double[] control = values.Single(arm => arm.Variant == "control").Values;
        double[] treated = values.Single(arm => arm.Variant == "treatment1").Values;

        primary.Ranks.Should().Be(RankTest.Compare(control, treated));
        primary.Quantiles.Select(one => one.Probability).Should().Equal(0.5, 0.9);
        primary.Quantiles[0].Test.B!.Value.Value.Should()
            .Be(OrderStatistics.Quantile(OrderStatistics.Sorted(treated), 0.5));
        primary.Log10P.Should().BeApproximately(Math.Log10(primary.P!.Value), 1e-9);
        primary.FiellerInterval!.Value.Lower!.Value.Should().BeLessThan(primary.RelativeLift!.Value);
        results.Metrics.Single(metric => metric.Role is MetricRole.Guardrail).Comparisons[0].Guard!.PEquivalence
            .Should().BeInRange(0, 1);
    }

    [Fact]
    public void Analyze_asks_whether_the_effect_differs_before_it_believes_a_slice()
    {
        var same = Analyze(Learners(1200, (_, isTreated) => isTreated ? 1.2 : 1)).Slices.Single();
        var differing = Analyze(Learners(
            1200, (level, isTreated) => !isTreated ? 1 : level is SkillLevel.Beginner ? 2 : 0.9)).Slices.Single();

        same.Slices.Select(one => one.Slice).Should().Equal("BEGINNER", "INTERMEDIATE", "ADVANCED");
        same.Heterogeneity.P.Should().BeGreaterThan(0.05);
        same.Slices.Should().NotContain(one => one.Comparison.IsSignificant);
        differing.Heterogeneity.P.Should().BeLessThan(1e-6);
        differing.Slices.Where(one => one.Comparison.IsSignificant).Select(one => one.Slice).Should()
            .Contain("BEGINNER");
    }

    [Fact]
    public void Analyze_hashes_the_data_whatever_its_order()
    {
        var facts = Learners(50, (_, _) => 1);
        var hashes = Analyze(facts).Provenance;

        Analyze([.. facts.Reverse()]).Provenance.Should().Be(hashes);
        hashes.SettingsHash.Should().Be(Definition.HashOf(Running()));
        facts[7] = facts[7] with { Minutes = facts[7].Minutes + 0.001 };
        Analyze(facts).Provenance.DataHash.Should().NotBe(hashes.DataHash);
    }

    [Fact]
    public void Analyze_watches_the_sample_ratio_day_by_day_and_sees_leaks()
    {
        var exposed = new Dictionary<string, int> { ["control"] = 1000, ["treatment1"] = 1000 };
        ExposureDay[] days = [new(Day, "control", 500), new(Day, "treatment1", 500), new(Day + 1, "control", 500),
            new(Day + 1, "treatment1", 500)];
        var fine = ExperimentAnalysis.Analyze(Running(), exposed, [], Now.AddDays(3), new(exposed, days, []));

        // The arms end up even, but were not on the way: a first day of one arm only cannot be chance.
        ExposureDay[] torn = [new(Day, "control", 1000), new(Day + 1, "treatment1", 1000)];
        var alarmed = ExperimentAnalysis.Analyze(Running(), exposed, [], Now.AddDays(3), new(exposed, torn, []));
        var leaking = new Dictionary<string, int>(exposed) { ["gone"] = 1 };
        var leak = ExperimentAnalysis.Analyze(Running(), leaking, [], Now.AddDays(3));

        fine.SequentialSampleRatioP.Should().Be(1);
        fine.Decision.Should().NotBe(Decision.Invalid);
        alarmed.SampleRatio.P.Should().BeGreaterThan(0.9);
        alarmed.SequentialSampleRatioP.Should().BeLessThan(1e-6);
        alarmed.Decision.Should().Be(Decision.Invalid);
        leak.SampleRatio.Leaked.Should().Be(1);
        leak.Decision.Should().Be(Decision.Invalid);
    }

    [Fact]
    public void Analyze_finds_a_level_that_lost_learners_while_the_whole_looks_even()
    {
        var exposed = new Dictionary<string, int> { ["control"] = 2000, ["treatment1"] = 2000 };
        ExposureFacts Facts(int lost) => new(exposed, [], [])
        {
            Levels =
            [
                ("BEGINNER", new Dictionary<string, int> { ["control"] = 1000, ["treatment1"] = 1000 - lost }),
                ("ADVANCED", new Dictionary<string, int> { ["control"] = 1000, ["treatment1"] = 1000 + lost }),
                ("INTERMEDIATE", new Dictionary<string, int> { ["control"] = 3, ["treatment1"] = 1 }),
            ],
        };

        var even = ExperimentAnalysis.Analyze(Running(), exposed, [], Now.AddDays(3), Facts(20));
        var torn = ExperimentAnalysis.Analyze(Running(), exposed, [], Now.AddDays(3), Facts(250));

        even.SampleRatioParts.Select(part => part.Part).Should().Equal("BEGINNER", "ADVANCED", "INTERMEDIATE");
        even.SampleRatioParts[2].P.Should().BeNull("too few are expected in an arm");
        even.Decision.Should().NotBe(Decision.Invalid);
        torn.SampleRatio.P.Should().BeGreaterThan(0.9);
        torn.SampleRatioParts[0].AdjustedP.Should().BeLessThan(0.001);
        torn.Decision.Should().Be(Decision.Invalid);
    }

    [Fact]
    public void Analyze_tells_whether_the_arms_were_alike_before()
    {
        LearnerFacts[] facts =
            [.. Learners(400, (_, _) => 1).Select((learner, i) => learner with { PastMinutes = i * 7 % 60 })];
        var alike = Analyze(facts).PrePeriod.Single();
        var unlike = Analyze([.. facts.Select(learner => learner.Variant == "control"
            ? learner : learner with { PastMinutes = learner.PastMinutes + 30 })]).PrePeriod.Single();

        alike.P.Should().BeGreaterThan(PrePeriodCheck.Suspicious);
        unlike.P.Should().BeLessThan(1e-6);
        unlike.Difference.Should().BeGreaterThan(0.3);
    }

    [Fact]
    public void Analyze_draws_a_lucky_estimate_towards_none_by_the_planned_change()
    {
        var results = Analyze(Learners(60, (_, isTreated) => isTreated ? 1.5 : 1));
        var one = results.Metrics[0].Comparisons[0];
        double prior = 0.15 * results.Metrics[0].Control.Mean!.Value, se = one.Estimate.StandardError!.Value;

        one.Shrunk!.Difference.Should()
            .BeApproximately(one.Difference!.Value * prior * prior / ((prior * prior) + (se * se)), 1e-9);
        Math.Abs(one.Shrunk.Difference).Should().BeLessThan(Math.Abs(one.Difference.Value));
    }

    [Theory]
    [InlineData(MetricKind.PracticeMinutes, 1000, 1000, false, false)]
    [InlineData(MetricKind.PracticeMinutes, 100, 100, false, true)]
    [InlineData(MetricKind.PracticeMinutes, 400, 4000, true, true)]
    [InlineData(MetricKind.PracticeMinutes, 4000, 4000, true, false)]
    [InlineData(MetricKind.RetentionD7, 400, 400, false, false)]
    [InlineData(MetricKind.RetentionD7, 400, 400, true, true)]
    public void Analyze_warns_where_a_test_drifts_off_its_level(
        MetricKind metric, int control, int treated, bool isSkewed, bool isWarned)
    {
        double[] Values(int count) => metric is MetricKind.RetentionD7
            ? [.. Enumerable.Range(0, count).Select(i => i % (isSkewed ? 50 : 3) == 0 ? 1.0 : 0)]
            : [.. Enumerable.Range(0, count).Select(i => isSkewed && i % 100 == 0 ? 1_000.0 : i % 10)];
        var plan = Plan() with { PrimaryMetric = metric, SecondaryMetrics = [] };
        ArmOutcomes[] arms = [new("control", Values(control), [], []), new("treatment1", Values(treated), [], [])];
        var exposed = new Dictionary<string, int> { ["control"] = control, ["treatment1"] = treated };

        var results = ExperimentAnalysis.Analyze(
            Running(plan: plan), exposed, [new(metric, arms)], Now.AddDays(31));

        (results.Metrics[0].Comparisons[0].Caution is not null).Should().Be(isWarned);
    }

    [Theory]
    [InlineData(MetricKind.PracticeMinutes)]
    [InlineData(MetricKind.RetentionD7)]
    [InlineData(MetricKind.Accuracy)]
    public void Analyze_compares_whole_classes_where_classes_were_assigned(MetricKind metric)
    {
        var plan = Plan() with { Unit = AssignmentUnit.Class, PrimaryMetric = metric, SecondaryMetrics = [] };
        var experiment = Running(plan: plan);
        var (naive, clustered) = (0, 0);
        const int runs = 60;
        for (var run = 0; run < runs; run++)
        {
            var prng = Prng.Stream(31, (ulong)run);
            var facts = new List<LearnerFacts>();
            for (var c = 0; c < 30; c++)
            {
                // A class has a mood of its own, so that classmates are alike.
                double mood = Math.Exp(0.7 * prng.NextGaussian()), size = 10 + prng.NextInt(10);
                for (var i = 0; i < size; i++) facts.Add(Learner(ref prng, c % 2 == 0, mood, $"class-{c}"));
            }

            var units = new Dictionary<string, int> { ["control"] = 15, ["treatment1"] = 15 };
            var results = ExperimentAnalysis.Analyze(
                experiment, Counts(facts), Outcomes.Of(plan, facts, Day + 40), Now.AddDays(31), new(units, [], []));
            var comparison = results.Metrics[0].Comparisons[0];
            comparison.Test.Should().Be("whole classes, CR2");
            comparison.Units.Should().Be(15);
            if (comparison.P < 0.05) clustered++;
            var alone = facts.Select(one => one with { ClassKey = null }).ToArray();
            var plain = ExperimentAnalysis.Analyze(
                Running(plan: plan with { Unit = AssignmentUnit.Learner }), Counts(alone),
                Outcomes.Of(plan, alone, Day + 40), Now.AddDays(31));
            if (plain.Metrics[0].Comparisons[0].P < 0.05) naive++;
        }

        // Binomial(60, 0.05) is above 9 once in 1,000; counting classmates as independent is far above it.
        clustered.Should().BeLessThanOrEqualTo(9);
        naive.Should().BeGreaterThan(clustered + 5);
    }

    private static LearnerFacts Learner(ref Prng prng, bool isControl, double mood, string key) =>
        new(isControl ? "control" : "treatment1", Day)
        {
            ClassKey = key,
            Minutes = mood * (20 + (5 * prng.NextGaussian())),
            ActiveDay7 = prng.NextDouble() < mood / (1 + mood),
            Attempts = 20,
            Correct = 20 * mood / (1 + mood),
        };

    private static LearnerFacts[] Learners(int count, Func<SkillLevel, bool, double> factor)
    {
        var prng = new Prng(77);
        var facts = new LearnerFacts[count];
        for (var i = 0; i < count; i++)
        {
            var (level, isTreated) = ((SkillLevel)(i / 2 % 3), i % 2 == 1);
            facts[i] = new(isTreated ? "treatment1" : "control", Day)
            {
                Level = level,
                Minutes = factor(level, isTreated) * Math.Exp(3 + (0.5 * prng.NextGaussian())),
                Attempts = 20 + prng.NextInt(10),
                Correct = 10 + prng.NextInt(10),
            };
        }

        return facts;
    }

    private static Dictionary<string, int> Counts(IEnumerable<LearnerFacts> facts) =>
        facts.GroupBy(learner => learner.Variant).ToDictionary(arm => arm.Key, arm => arm.Count());

    private static ExperimentResults Analyze(LearnerFacts[] facts) => ExperimentAnalysis.Analyze(
        Running(), Counts(facts), Outcomes.Of(Plan(), facts, Day + 40), Now.AddDays(31), null,
        Outcomes.Slices(Plan(), facts, Day + 40));
}
