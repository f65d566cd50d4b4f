using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Experiments.Calibration;

/// <summary>Whole experiments on made-up learners, whose truth is known.</summary>
/// <param name="Runs">Experiments, each with learners of its own.</param>
/// <param name="Learners">In both arms together.</param>
/// <param name="Lift">True relative change of minutes under treatment; 0 makes an A/A test.</param>
/// <param name="Lost">Share of treated learners whose exposure is lost on the way: a broken sample ratio.</param>
/// <param name="Looks">Interim looks before the final one.</param>
public sealed record SimulationQuestion(int Runs, int Learners, double Lift, ulong Seed, double Lost = 0, int Looks = 4)
{
    public const int MostRuns = 1_000_000;

    /// <summary>What cannot be simulated, in words, or null.</summary>
    public string? Check() =>
        Runs is < 1 or > MostRuns ? $"Runs are 1 to {MostRuns:N0}."
        : Learners is < 4 or > 10_000_000 ? "Learners are 4 to 10,000,000."
        : !(Lift > -1 && Lift <= 10) ? "A lift is a relative change above -1, up to 10, such as 0.2."
        : !(Lost >= 0 && Lost < 1) ? "A lost share lies between 0 and 1."
        : Looks is < 0 or > 100 ? "Looks are 0 to 100."
        : null;
}

/// <summary>What one simulated experiment said at its planned end.</summary>
/// <param name="Lift">Estimated, of minutes in the week after exposure.</param>
/// <param name="IsEverSignificant">By the always-valid figure at a look or at the end.</param>
/// <param name="SecondaryP">Adjusted, of the metrics that no treatment touches.</param>
public sealed record SimulatedOutcome(
    double? Lift, Interval? LiftInterval, double? P, double? ReducedP, bool IsEverSignificant,
    IReadOnlyList<double?> SecondaryP, bool IsMismatch, Decision Decision);

/// <summary>Draws learners, assigns them as the product does, and asks the product's analysis.</summary>
public static class SimulatedExperiment
{
    private const int PlannedDays = 28;
    private const int EnrolmentDays = 14;

    private static readonly DateTimeOffset Start = new(2025, 1, 6, 0, 0, 0, TimeSpan.Zero);

    private static readonly ExperimentPlan Plan = new(
        "Simulated", "Nothing but what was put in is found.",
        [
            new("control", "Control", "hybrid_v1", [], 0.5, true),
            new("treatment", "Treatment", "content_based_v1", [], 0.5, false),
        ],
        MetricKind.PracticeMinutes7D, [MetricKind.RetentionD7, MetricKind.Accuracy],
        [new(MetricKind.ErrorRate, 0.1)], PlannedDays: PlannedDays);

    /// <summary>One experiment; the same question and run give the same outcome in any order.</summary>
    public static SimulatedOutcome Run(SimulationQuestion question, int run)
    {
        var prng = Prng.Stream(question.Seed, (ulong)run);
        if (!Experiment.Draft(TenantId.Default, $"sim-{question.Seed}-{run}", Plan, 1, Start, "simulation")
                .TryGet(out var draft, out _) || !draft.Start(Start, []).TryGet(out var experiment, out _))
            throw new InvalidOperationException("The simulated plan is one that the product refuses.");

        var facts = new List<LearnerFacts>(question.Learners);
        for (var i = 0; i < question.Learners; i++)
        {
            var variant = Assignment.Decide(experiment, $"learner-{i}", new()).Variant!;
            var learner = Live(ref prng, variant, question.Lift);
            if (variant.IsControl || prng.NextDouble() >= question.Lost) facts.Add(learner);
        }

        var isEver = false;
        for (var look = 1; look <= question.Looks; look++)
        {
            var at = Start.AddDays((double)PlannedDays * look / (question.Looks + 1));
            isEver |= AlwaysValidP(Analyze(experiment, facts, at)) < Plan.SignificanceLevel;
        }

        var results = Analyze(experiment, facts, Start.AddDays(PlannedDays));
        var primary = results.Metrics[0].Comparisons[0];
        return new(
            primary.RelativeLift, primary.RelativeLiftInterval, primary.P, primary.VarianceReduced?.P,
            isEver || AlwaysValidP(results) < Plan.SignificanceLevel,
            [.. results.Metrics.Where(metric => metric.Role is MetricRole.Secondary)
                .Select(metric => metric.Comparisons[0].AdjustedP)],
            results.SampleRatio.IsMismatch, results.Decision);
    }

    private static double? AlwaysValidP(ExperimentResults results) =>
        results.Metrics[0].Comparisons[0].Sequential?.P;

    private static ExperimentResults Analyze(Experiment experiment, List<LearnerFacts> facts, DateTimeOffset at)
    {
        var day = LocalDay.At(at, TimeZoneInfo.Utc);
        var exposed = facts.Where(learner => learner.Day <= day).ToArray();
        var counts = exposed.GroupBy(learner => learner.Variant).ToDictionary(arm => arm.Key, arm => arm.Count());
        return ExperimentAnalysis.Analyze(experiment, counts, Outcomes.Of(experiment.Plan, exposed, day), at);
    }

    // A habit makes the past speak for the future; the treatment lengthens practice and touches nothing else.
    private static LearnerFacts Live(ref Prng prng, Variant variant, double lift)
    {
        var habit = prng.NextGaussian();
        var past = Math.Exp(4.2 + (0.7 * habit) + (0.3 * prng.NextGaussian()));
        var minutes = prng.NextDouble() < 0.15
            ? 0
            : Math.Exp(3 + (0.6 * habit) + (0.5 * prng.NextGaussian())) * (variant.IsControl ? 1 : 1 + lift);
        var keen = 1 / (1 + Math.Exp(-0.8 * habit));
        var skill = 1 / (1 + Math.Exp(-0.9 - (0.6 * prng.NextGaussian())));
        int attempts = 5 + prng.NextInt(40), correct = 0;
        for (var i = 0; i < attempts; i++) correct += prng.NextDouble() < skill ? 1 : 0;
        var day = LocalDay.At(Start, TimeZoneInfo.Utc) + prng.NextInt(EnrolmentDays);
        return new(variant.Key, day)
        {
            Minutes = minutes * 1.5,
            MinutesInWeek = minutes,
            Attempts = attempts,
            Correct = correct,
            ActiveDay7 = prng.NextDouble() < keen,
            PastMinutes = past,
            PastAttempts = attempts,
            PastCorrect = correct,
        };
    }
}
