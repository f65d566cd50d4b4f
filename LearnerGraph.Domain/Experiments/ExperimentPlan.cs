using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Experiments;

/// <summary>How always-valid intervals are made; chosen before the start.</summary>
public enum SequentialMethod
{
    None,
    ConfidenceSequence,
    Msprt,
    GroupSequential,
}

/// <summary>What is assigned as a whole.</summary>
public enum AssignmentUnit
{
    Learner,
    Class,
}

/// <summary>A named value handed to a ranking policy.</summary>
public readonly record struct VariantParameter(string Name, string Value);

/// <summary>One arm of an experiment: a ranking policy by name, and its share of those who take part.</summary>
/// <param name="Weight">Share in (0, 1]; an experiment's weights add up to 1.</param>
public sealed record Variant(
    string Key, string Name, string Algorithm, IReadOnlyList<VariantParameter> Parameters, double Weight,
    bool IsControl);

/// <summary>A metric that must not get worse by more than the margin, a relative change such as 0.05.</summary>
public readonly record struct Guardrail(MetricKind Metric, double Margin);

/// <summary>
/// All that is said before an experiment starts; frozen then, so that no result can choose its own question.
/// </summary>
/// <param name="TargetLift">The relative change it is sized for; 0.15 is fifteen percent.</param>
/// <param name="SignificanceLevel">Two-sided alpha.</param>
/// <param name="ExclusionGroup">Experiments of one group share no learner; null: free of others.</param>
/// <param name="Covariate">Measured before exposure, to reduce variance; null: the primary metric's own past.</param>
public sealed record ExperimentPlan(
    string Name,
    string Hypothesis,
    IReadOnlyList<Variant> Variants,
    MetricKind PrimaryMetric,
    IReadOnlyList<MetricKind> SecondaryMetrics,
    IReadOnlyList<Guardrail> Guardrails,
    double TargetLift = 0.15,
    double SignificanceLevel = 0.05,
    double Power = 0.8,
    int PlannedDays = 30,
    string? ExclusionGroup = null,
    SequentialMethod SequentialMethod = SequentialMethod.ConfidenceSequence,
    MetricKind? Covariate = null,
    AssignmentUnit Unit = AssignmentUnit.Learner)
{
    private const int MaxVariants = 20;

    public Variant Control => Variants.First(variant => variant.IsControl);

    /// <summary>Gives variants without a weight an even part of what the others leave.</summary>
    /// <param name="weights">In the order of the variants; null where left out.</param>
    public static double[] ShareOut(IReadOnlyList<double?> weights)
    {
        var open = weights.Count(weight => weight is null);
        var rest = open == 0 ? 0 : (1 - weights.Sum(weight => weight ?? 0)) / open;
        return [.. weights.Select(weight => weight ?? rest)];
    }

    /// <summary>The first rule that the plan breaks, or null.</summary>
    public Problem? Check()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 100)
            return Refuse("name", "A name has 1 to 100 characters.");
        if (string.IsNullOrWhiteSpace(Hypothesis))
            return Refuse("hypothesis", "A hypothesis says what is expected, and why.");
        if (Variants.Count is < 2 or > MaxVariants)
            return Refuse("variants", $"An experiment has 2 to {MaxVariants} variants.");
        if (Variants.Count(variant => variant.IsControl) != 1)
            return Refuse("variants", "Exactly one variant is the control.");
        if (Variants.Any(variant => string.IsNullOrWhiteSpace(variant.Key) || variant.Key.Length > 100))
            return Refuse("variants", "A variant's key has 1 to 100 characters.");
        if (Variants.DistinctBy(variant => variant.Key).Count() != Variants.Count)
            return Refuse("variants", "Variants have different keys.");
        if (Variants.Any(variant => string.IsNullOrWhiteSpace(variant.Algorithm)))
            return Refuse("variants", "A variant names the algorithm it uses.");
        if (Variants.Any(variant => !(variant.Weight > 0 && variant.Weight <= 1)))
            return Refuse("variants", "A weight lies above 0 and up to 1; one left out needs a share left over.");
        var sum = Variants.Sum(variant => variant.Weight);
        if (Math.Abs(sum - 1) > 1e-6)
            return Refuse("variants", $"The weights add up to {sum:0.####}; they must add up to 1.");
        return CheckMetrics() ?? CheckNumbers();
    }

    private static Problem.Invalid Refuse(string field, string message) => new(message) { Path = ["input", field] };

    private Problem.Invalid? CheckMetrics()
    {
        if (SecondaryMetrics.Contains(PrimaryMetric) || SecondaryMetrics.Distinct().Count() != SecondaryMetrics.Count)
            return Refuse("secondaryMetrics", "A metric is named once among the primary and the secondary ones.");
        if (Guardrails.DistinctBy(guardrail => guardrail.Metric).Count() != Guardrails.Count)
            return Refuse("guardrails", "A metric is guarded once.");
        if (Guardrails.Any(guardrail => !(guardrail.Margin > 0 && guardrail.Margin < 1)))
            return Refuse("guardrails", "A margin is a relative change between 0 and 1, such as 0.05.");
        return null;
    }

    private Problem.Invalid? CheckNumbers()
    {
        if (!double.IsFinite(TargetLift) || TargetLift == 0 || Math.Abs(TargetLift) > 10)
            return Refuse("targetLift", "A target is a relative change other than 0, such as 0.15.");
        if (!(SignificanceLevel > 0 && SignificanceLevel < 0.5))
            return Refuse("significanceLevel", "A significance level lies between 0 and 0.5.");
        if (!(Power > 0.5 && Power < 1)) return Refuse("power", "Power lies between 0.5 and 1.");
        if (PlannedDays is < 1 or > 3650) return Refuse("plannedDays", "An experiment is planned for 1 to 3650 days.");
        if (ExclusionGroup is { } group && (string.IsNullOrWhiteSpace(group) || group.Length > 100))
            return Refuse("exclusionGroup", "An exclusion group's name has 1 to 100 characters.");
        return null;
    }
}
