using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>One metric's learners, arm by arm.</summary>
public sealed record MetricOutcomes(MetricKind Metric, IReadOnlyList<ArmOutcomes> Arms);

/// <summary>From a learner's facts to the columns that tests read.</summary>
public static class Outcomes
{
    public static FactSources SourcesOf(ExperimentPlan plan) =>
        ExperimentAnalysis.Roles(plan).Aggregate(FactSources.Days, (all, role) => all | Metric.Of(role.Kind).Source);

    public static IReadOnlyList<MetricOutcomes> Of(
        ExperimentPlan plan, IReadOnlyList<LearnerFacts> facts, LocalDay lastDay)
    {
        var arms = facts.GroupBy(learner => learner.Variant).ToArray();
        var kinds = ExperimentAnalysis.Roles(plan).Select(role => role.Kind).Distinct();
        return [.. kinds.Select(kind => new MetricOutcomes(
            kind, [.. arms.Select(arm => Arm(arm.Key, arm, Metric.Of(kind), plan.Covariate, lastDay))]))];
    }

    /// <summary>The learners whose window is over; those with an open one would count as having done nothing.</summary>
    public static ArmOutcomes Arm(
        string variant, IEnumerable<LearnerFacts> facts, Metric metric, MetricKind? covariate, LocalDay lastDay)
    {
        var counted = metric.WindowDays is { } days
            ? facts.Where(learner => learner.Day + days < lastDay).ToArray()
            : facts.ToArray();
        var past = metric.Shape is MetricShape.Ratio ? null : Past(covariate ?? metric.Kind);
        return new(
            variant, Array.ConvertAll(counted, learner => metric.Value(learner)),
            metric.Under is { } under ? Array.ConvertAll(counted, learner => under(learner)) : [],
            past is null ? [] : Array.ConvertAll(counted, learner => past(learner)));
    }

    // The metric's own past where daily facts hold it; habits of practice stand in for retention and streaks.
    private static Func<LearnerFacts, double>? Past(MetricKind kind) => kind switch
    {
        MetricKind.MasteryGain => facts => facts.PastConceptsMastered,
        MetricKind.Accuracy => facts => facts.PastAttempts > 0 ? facts.PastCorrect / facts.PastAttempts : 0,
        MetricKind.ErrorRate =>
            facts => facts.PastAttempts > 0 ? 1 - (facts.PastCorrect / facts.PastAttempts) : 0,
        MetricKind.ClickThroughRate or MetricKind.CompletionRate or MetricKind.DismissalRate
            or MetricKind.AnswerLatency => null,
        _ => facts => facts.PastMinutes,
    };
}
