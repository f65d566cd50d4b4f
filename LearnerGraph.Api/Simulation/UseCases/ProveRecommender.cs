using System.Diagnostics;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Simulation.Proving;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Simulation.UseCases;

/// <summary>How much to prove; the same plan gives the same figures.</summary>
/// <param name="Learners">Of each seed.</param>
/// <param name="FirstSeed">Seeds count up from here.</param>
/// <param name="Policies">Keys; null for all that learners may be served.</param>
public sealed record ProvingPlan(
    int Learners = 1000, int Seeds = 5, int Days = 30, ulong FirstSeed = 1, IReadOnlyList<string>? Policies = null);

/// <summary>Every guide on the same made-up learners.</summary>
/// <param name="Notice">That no person took part.</param>
/// <param name="ClosesHalf">Whether hybrid_v1 closes at least half of the gap to the oracle, by the interval's lower
/// end; null where it did not take part.</param>
/// <param name="MinutesGoalMet">Whether hybrid_v1 lengthens practice by 15 % or more, by the interval's lower
/// end.</param>
public sealed record ProvingReport(
    string Notice, int Learners, int Seeds, ulong FirstSeed, int Days, int Concepts, int Questions,
    IReadOnlyList<GuideResult> Guides, bool? ClosesHalf, bool? MinutesGoalMet, double Seconds);

/// <summary>
/// Lets made-up learners, whose truth is known and follows none of the product's formulas, live by the curriculum, by
/// each policy and by an oracle. Works on the sample courses in memory; no store is read or written.
/// </summary>
public sealed class ProveRecommender(SampleCourses courses, Recommender recommender, Tracer tracer)
{
    public const string Curriculum = "curriculum, fixed interval";
    public const string OracleName = "oracle";
    public const string Notice =
        "Simulated learners under assumed laws of learning: no person took part, and nothing here is evidence about "
        + "people.";

    /// <summary>What minutes should rise by at least.</summary>
    private const double MinutesGoal = 0.15;

    /// <summary>Learners before the first of a seed, whose answers other learners' histories come from.</summary>
    private const int Earlier = 300;

    public Result<ProvingReport> Run(ProvingPlan plan, IProgress<double> progress, CancellationToken ct)
    {
        long started = Stopwatch.GetTimestamp();
        var policies = new List<RankingPolicy>();
        foreach (string key in plan.Policies ?? [.. RankingPolicies.All.Select(policy => policy.Key)])
        {
            if (!RankingPolicies.Resolve(key).TryGet(out var policy, out var unknown)) return unknown;
            policies.Add(policy);
        }

        if (!DraftCatalog.Build(courses.Build()).TryGet(out var catalog, out var problem)) return problem;

        double[] steps = new double[1];
        int all = plan.Seeds * (policies.Count + 2);
        void Done() => progress.Report(++steps[0] / all);

        var (low, top) = (new List<ProvingLife[]>(), new List<ProvingLife[]>());
        var lives = policies.ConvertAll(_ => new List<ProvingLife[]>());
        for (int s = 0; s < plan.Seeds; s++)
        {
            var ground = new ProvingGround(catalog, plan.FirstSeed + (ulong)s, plan.Days);
            low.Add(Everybody(plan, ground.LiveByCurriculum, ct));
            Done();
            top.Add(Everybody(plan, ground.LiveByOracle, ct));
            Done();
            var ranking = RankingCatalog.Build(catalog, Neighbours(catalog, plan, s));
            for (int p = 0; p < policies.Count; p++)
            {
                var policy = policies[p];
                lives[p].Add(Everybody(plan, index => Follow(ground, ranking, policy, index), ct));
                Done();
            }
        }

        var guides = new List<GuideResult> { ProvingComparison.Compare(Curriculum, low, low, top) };
        for (int p = 0; p < policies.Count; p++)
            guides.Add(ProvingComparison.Compare(policies[p].Key, lives[p], low, top));
        guides.Add(ProvingComparison.Compare(OracleName, top, low, top));
        var hybrid = guides.Find(guide => guide.Guide == RankingPolicies.Hybrid.Key);
        return new ProvingReport(
            Notice, plan.Learners, plan.Seeds, plan.FirstSeed, plan.Days, catalog.Concepts.Count,
            catalog.Questions.Count, guides, hybrid is null ? null : hybrid.GapClosed.Low >= 0.5,
            hybrid is null ? null : hybrid.MinutesLift.Low >= MinutesGoal,
            Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>Earlier learners followed the curriculum; who answered what is all that is kept of them.</summary>
    private static ItemNeighbours Neighbours(CatalogSnapshot catalog, ProvingPlan plan, int seed)
    {
        var ground = new ProvingGround(catalog, ~(plan.FirstSeed + (ulong)seed), plan.Days);
        var met = new List<Interaction>();
        for (int index = 0; index < Earlier; index++)
        {
            var learner = new LearnerId(index + 1);
            ground.LiveByCurriculum(index, question => met.Add(new(learner, catalog.Questions[question].Id)));
        }

        return ItemNeighbours.Build(met);
    }

    private ProvingLife Follow(ProvingGround ground, RankingCatalog catalog, RankingPolicy policy, int index)
    {
        var (learner, course) = ground.Enrol(index);
        return ground.Live(index, new FollowedPolicy(recommender, tracer, catalog, policy, learner, course));
    }

    private static ProvingLife[] Everybody(ProvingPlan plan, Func<int, ProvingLife> live, CancellationToken ct)
    {
        var lives = new ProvingLife[plan.Learners];
        var options = new ParallelOptions
        {
            CancellationToken = ct,
            MaxDegreeOfParallelism = Environment.ProcessorCount,
        };
        Parallel.For(0, plan.Learners, options, index => lives[index] = live(index));
        return lives;
    }
}
