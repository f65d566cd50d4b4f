using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Experiments.Analysis;

/// <summary>One metric's learners, arm by arm.</summary>
public sealed record MetricOutcomes(MetricKind Metric, IReadOnlyList<ArmOutcomes> Arms);

/// <summary>The primary metric of some of the learners.</summary>
public sealed record SliceOutcomes(string Slice, IReadOnlyList<ArmOutcomes> Arms);

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
            past is null ? [] : Array.ConvertAll(counted, learner => past(learner)),
            counted.Length > 0 && counted.All(learner => learner.ClassKey is not null)
                ? Array.ConvertAll(counted, learner => learner.ClassKey!) : []);
    }

    /// <summary>The primary metric by skill level, for levels that every arm has learners of.</summary>
    public static IReadOnlyList<SliceOutcomes> Slices(
        ExperimentPlan plan, IReadOnlyList<LearnerFacts> facts, LocalDay lastDay)
    {
        var metric = Metric.Of(plan.PrimaryMetric);
        return
        [
            .. facts.GroupBy(learner => learner.Level).OrderBy(level => level.Key)
                .Select(level => new SliceOutcomes(
                    level.Key.ToString().ToUpperInvariant(),
                    [.. level.GroupBy(learner => learner.Variant)
                        .Select(arm => Arm(arm.Key, arm, metric, plan.Covariate, lastDay))]))
                .Where(slice => plan.Variants.All(variant => slice.Arms.Any(arm => arm.Variant == variant.Key))),
        ];
    }

    /// <summary>
    /// A fingerprint of the learners' numbers, whatever their order: the sum of one hash for each value, with its
    /// metric, arm and denominator.
    /// </summary>
    public static string HashOf(IReadOnlyList<MetricOutcomes> outcomes)
    {
        var sum = 0UL;
        foreach (var (kind, arms) in outcomes)
        {
            foreach (var arm in arms)
            {
                var place = UnitHash.Compute("data", kind.ToString(), arm.Variant);
                for (var i = 0; i < arm.Values.Length; i++)
                {
                    var mixed = Mix(place ^ BitConverter.DoubleToUInt64Bits(arm.Values[i]));
                    if (arm.Denominators.Length > 0)
                        mixed = Mix(mixed ^ BitConverter.DoubleToUInt64Bits(arm.Denominators[i]));
                    sum += mixed;
                }
            }
        }

        return sum.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    // The finalizer of splitmix64: Steele, Lea and Flood, OOPSLA 2014.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
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
