using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Numerics;
using static LearnerGraph.Tests.Domain.Experiments.ExperimentFacts;

namespace LearnerGraph.Tests.Domain.Experiments;

public sealed class ExperimentAnalysisTests
{
    private static readonly DateTimeOffset Early = Now.AddDays(7);
    private static readonly DateTimeOffset End = Now.AddDays(30);

    [Fact]
    public void Analyze_ships_what_wins_and_stays_within_its_guardrails()
    {
        var results = Run(lift: 0.2, n: 2000, at: End);

        results.Decision.Should().Be(Decision.Ship);
        results.DecisionReason.Should().Contain("treatment1").And.Contain("%");
        var comparison = results.Metrics[0].Comparisons[0];
        comparison.IsSignificant.Should().BeTrue();
        comparison.RelativeLiftInterval!.Value.Lower.Should().BeLessThan(0.2);
        comparison.RelativeLiftInterval!.Value.Upper.Should().BeGreaterThan(0.2);
        comparison.Effect!.Magnitude.Should().Be(EffectMagnitude.Small);
        results.DaysToSignificance.Should().Be(0);
    }

    [Fact]
    public void Analyze_rolls_back_what_does_harm() =>
        Run(lift: -0.2, n: 2000, at: End).Decision.Should().Be(Decision.RollBack);

    [Fact]
    public void Analyze_rolls_back_a_winner_that_breaches_a_guardrail()
    {
        var results = Run(lift: 0.2, n: 2000, at: End, errors: 0.4);

        results.Decision.Should().Be(Decision.RollBack);
        results.DecisionReason.Should().Contain("BREACHED error rate");
    }

    [Fact]
    public void Analyze_keeps_running_while_nothing_is_shown()
    {
        var results = Run(lift: 0, n: 500, at: Early);

        results.Decision.Should().Be(Decision.KeepRunning);
        results.DecisionReason.Should().Contain("INTERIM").And.Contain("23 of 30");
    }

    [Fact]
    public void Analyze_is_inconclusive_at_the_end_without_a_difference() =>
        Run(lift: 0, n: 500, at: End).Decision.Should().Be(Decision.Inconclusive);

    [Fact]
    public void Analyze_ships_early_only_on_what_holds_at_every_look()
    {
        var results = Run(lift: 0.3, n: 4000, at: Early);
        var comparison = results.Metrics[0].Comparisons[0];

        results.Decision.Should().Be(Decision.Ship);
        comparison.Sequential!.P.Should().BeInRange(comparison.P!.Value, 0.05);
        comparison.Sequential.Interval.Lower.Should().BeLessThan(comparison.DifferenceInterval!.Value.Lower!.Value);
    }

    [Fact]
    public void Analyze_calls_a_fixed_horizon_test_interim_before_its_end()
    {
        var plan = Plan() with { SequentialMethod = SequentialMethod.None };
        var results = Run(lift: 0.3, n: 4000, at: Early, plan: plan);

        results.Decision.Should().Be(Decision.KeepRunning);
        results.Metrics[0].Comparisons[0].IsSignificant.Should().BeFalse();
        results.Metrics[0].Comparisons[0].P.Should().BeLessThan(0.001);
    }

    [Fact]
    public void Analyze_is_invalid_where_the_arms_are_not_as_planned()
    {
        var plan = Plan();
        var exposed = new Dictionary<string, int> { ["control"] = 3000, ["treatment1"] = 2000 };
        var results = ExperimentAnalysis.Analyze(Running(plan: plan), exposed, [], End);

        results.Decision.Should().Be(Decision.Invalid);
        results.SampleRatio.IsMismatch.Should().BeTrue();
        ExperimentAnalysis.Analyze(Running(plan: Plan(null, 0.6, 0.4)), exposed, [], End).Decision
            .Should().NotBe(Decision.Invalid);
    }

    [Fact]
    public void Analyze_answers_without_data_by_status_and_nulls()
    {
        var results = ExperimentAnalysis.Analyze(Running(), new Dictionary<string, int>(), [], Early);

        results.Decision.Should().Be(Decision.KeepRunning);
        foreach (var comparison in results.Metrics.SelectMany(metric => metric.Comparisons))
        {
            comparison.Status.Should().Be(AnalysisStatus.InsufficientData);
            comparison.Warning.Should().NotBeNull();
            new[] { comparison.P, comparison.Difference, comparison.Statistic, comparison.AdjustedP }
                .Should().OnlyContain(figure => figure == null);
        }
    }

    [Fact]
    public void Analyze_names_a_constant_metric()
    {
        var arms = new ArmOutcomes[] { new("control", [3, 3, 3], [], []), new("treatment1", [3, 3], [], []) };
        var results = ExperimentAnalysis.Analyze(
            Running(), Counts(3), [new(MetricKind.PracticeMinutes, arms)], End);

        results.Metrics[0].Comparisons[0].Status.Should().Be(AnalysisStatus.ZeroVariance);
        results.Metrics[0].Comparisons[0].P.Should().BeNull();
    }

    [Fact]
    public void Analyze_takes_the_past_out_where_it_is_known()
    {
        var prng = new Prng(8);
        var arms = new[] { Arm("control", 1, 1000, ref prng, true), Arm("treatment1", 1.1, 1000, ref prng, true) };
        var results = ExperimentAnalysis.Analyze(
            Running(), Counts(1000), [new(MetricKind.PracticeMinutes, arms)], End);
        var comparison = results.Metrics[0].Comparisons[0];

        comparison.VarianceReduced!.VarianceReduction.Should().BeInRange(0.5, 0.95);
        Width(comparison.VarianceReduced.Interval).Should()
            .BeLessThan(0.8 * Width(comparison.DifferenceInterval!.Value));
    }

    [Theory]
    [InlineData(SequentialMethod.ConfidenceSequence)]
    [InlineData(SequentialMethod.Msprt)]
    [InlineData(SequentialMethod.GroupSequential)]
    public void Analyze_never_finds_more_by_a_sequential_test_than_by_a_single_one(SequentialMethod method)
    {
        var results = Run(lift: 0.2, n: 800, at: Now.AddDays(16), plan: Plan() with { SequentialMethod = method });
        var comparison = results.Metrics[0].Comparisons[0];

        comparison.Sequential!.P.Should().BeGreaterThan(comparison.P!.Value);
        comparison.Sequential.Interval.Excludes(0).Should().Be(comparison.Sequential.P < 0.05);
    }

    [Fact]
    public void Analyze_finds_nothing_in_one_of_twenty_A_against_A_runs()
    {
        var prng = new Prng(2024);
        int rejected = 0, early = 0;
        const int runs = 500;
        for (var run = 0; run < runs; run++)
        {
            var arms = new[] { Arm("control", 1, 200, ref prng, false), Arm("treatment1", 1, 200, ref prng, false) };
            MetricOutcomes[] outcomes = [new(MetricKind.PracticeMinutes, arms)];
            if (Primary(ExperimentAnalysis.Analyze(Running(), Counts(200), outcomes, End)).IsSignificant) rejected++;
            if (Primary(ExperimentAnalysis.Analyze(Running(), Counts(200), outcomes, Early)).IsSignificant) early++;
        }

        rejected.Should().BeInRange(13, 39, "0.05 of 500 within its 99.2 % binomial band, seed 2024");
        early.Should().BeLessThanOrEqualTo(5, "a single look spends little of what all looks may");
    }

    [Fact]
    public void Analyze_corrects_secondary_metrics_together()
    {
        var prng = new Prng(7);
        var secondary = Enum.GetValues<MetricKind>()
            .Where(kind => Metric.Of(kind).Shape is MetricShape.Mean && kind is not MetricKind.PracticeMinutes)
            .ToArray();
        var plan = Plan() with { SecondaryMetrics = secondary };
        var anyFalse = 0;
        for (var run = 0; run < 300; run++)
        {
            var outcomes = new List<MetricOutcomes>();
            foreach (var kind in secondary)
            {
                var control = Arm("control", 1, 100, ref prng, false);
                outcomes.Add(new(kind, [control, Arm("treatment1", 1, 100, ref prng, false)]));
            }

            var results = ExperimentAnalysis.Analyze(Running(plan: plan), Counts(100), outcomes, End);
            var found = results.Metrics.Where(metric => metric.Role is MetricRole.Secondary);
            if (found.Any(metric => metric.Comparisons[0].IsSignificant)) anyFalse++;
        }

        anyFalse.Should().BeLessThanOrEqualTo(25, "0.05 of 300 with its 99 % band, seed 7");
    }

    private static double Width(Interval interval) => (interval.Upper - interval.Lower)!.Value;

    private static Comparison Primary(ExperimentResults results) => results.Metrics[0].Comparisons[0];

    private static ExperimentResults Run(
        double lift, int n, DateTimeOffset at, double errors = 0.2, ExperimentPlan? plan = null)
    {
        var prng = new Prng(99);
        var minutes = new[] { Arm("control", 1, n, ref prng, false), Arm("treatment1", 1 + lift, n, ref prng, false) };
        var failed = new[] { Errors("control", 0.2, n, ref prng), Errors("treatment1", errors, n, ref prng) };
        return ExperimentAnalysis.Analyze(
            Running(plan: plan), Counts(n),
            [new(MetricKind.PracticeMinutes, minutes), new(MetricKind.ErrorRate, failed)], at);
    }

    private static Dictionary<string, int> Counts(int n) => new() { ["control"] = n, ["treatment1"] = n };

    private static ArmOutcomes Arm(string variant, double scale, int n, ref Prng prng, bool withPast)
    {
        var (values, past) = (new double[n], new double[withPast ? n : 0]);
        for (var i = 0; i < n; i++)
        {
            var habit = Math.Exp(3 + (0.5 * prng.NextGaussian()));
            if (withPast) past[i] = habit;
            values[i] = scale * habit * Math.Exp(0.2 * prng.NextGaussian());
        }

        return new(variant, values, [], past);
    }

    private static ArmOutcomes Errors(string variant, double rate, int n, ref Prng prng)
    {
        var (wrong, attempts) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            attempts[i] = 10 + prng.NextInt(30);
            for (var k = 0; k < attempts[i]; k++) wrong[i] += prng.NextDouble() < rate ? 1 : 0;
        }

        return new(variant, wrong, attempts, []);
    }
}
