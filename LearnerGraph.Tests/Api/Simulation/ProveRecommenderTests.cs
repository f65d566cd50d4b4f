using LearnerGraph.Api.Simulation.UseCases;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Import.Sample;

namespace LearnerGraph.Tests.Api.Simulation;

public sealed class ProveRecommenderTests
{
    private static readonly ProveRecommender Prove = new(
        new SampleCourses(() => SampleContent.Build()), Recommender.Default, new Tracer(TracingRules.Default));

    private static readonly Lazy<ProvingReport> Small = new(() => Proven(80, 2, ["hybrid_v1", "random_v1"]));

    [Fact]
    public void Run_puts_the_oracle_above_every_policy_and_the_default_above_the_curriculum()
    {
        var guides = Small.Value.Guides.ToDictionary(guide => guide.Guide);

        var oracle = guides[ProveRecommender.OracleName];
        oracle.GapClosed.Value.Should().BeApproximately(1, 1e-12);
        guides[ProveRecommender.Curriculum].GapClosed.Value.Should().Be(0);
        guides["hybrid_v1"].Gain.Low.Should().BePositive();
        foreach (var guide in guides.Values) guide.Mastery.Value.Should().BeLessThanOrEqualTo(oracle.Mastery.Value);
    }

    [Fact]
    public void Run_says_that_no_person_took_part() => Small.Value.Notice.Should().Contain("no person took part");

    [Fact]
    public void Run_gives_the_same_figures_again_whatever_else_takes_part()
    {
        var again = Proven(80, 2, ["random_v1"]);

        again.Guides[1].Should().BeEquivalentTo(Small.Value.Guides[2]);
        again.ClosesHalf.Should().BeNull();
    }

    [Fact]
    public void Run_refuses_a_policy_that_is_not_registered()
    {
        var result = Prove.Run(new ProvingPlan(1, 1, 1, 1, ["no_such"]), new Ignored(), default);

        result.TryGet(out _, out var problem).Should().BeFalse();
        problem.Should().BeOfType<Problem.NotFound>();
    }

    [Fact]
    public void Run_shows_the_default_closing_half_of_the_gap()
    {
        bool isFull = Environment.GetEnvironmentVariable("LEARNERGRAPH_FULL") == "1";
        var report = isFull ? Proven(5000, 5, ["hybrid_v1"]) : Small.Value;

        report.Guides[1].GapClosed.Value.Should().BeGreaterThan(0.5);
        if (isFull) report.ClosesHalf.Should().BeTrue();
    }

    private static ProvingReport Proven(int learners, int seeds, string[] policies)
    {
        Prove.Run(new ProvingPlan(learners, seeds, 30, 11, policies), new Ignored(), default)
            .TryGet(out var report, out var problem).Should().BeTrue("{0}", problem?.Message);
        return report!;
    }

    private sealed class Ignored : IProgress<double>
    {
        public void Report(double value)
        {
        }
    }
}
