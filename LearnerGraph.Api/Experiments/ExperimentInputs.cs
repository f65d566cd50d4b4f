using LearnerGraph.Api.Contract;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Learners;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Experiments;

[InputType]
[GraphQLDescription("One arm.")]
public sealed record VariantInput(
    [GraphQLDescription("Short name, unique in the experiment.")] string Key,
    [GraphQLDescription("For people.")] string Name,
    [GraphQLDescription("The ranking policy, such as hybrid_v1.")] string Algorithm,
    [GraphQLDescription("Exactly one variant is the control.")] bool IsControl,
    [GraphQLDescription("Changes of the policy.")] IReadOnlyList<NameValueInput>? Parameters = null,
    [GraphQLDescription("Share of the learners; null: an even part of what the others leave.")] double? Weight = null)
{
    /// <summary>The variants with the weights that were left out.</summary>
    public static IReadOnlyList<Variant> ToVariants(IReadOnlyList<VariantInput> inputs)
    {
        var weights = ExperimentPlan.ShareOut([.. inputs.Select(input => input.Weight)]);
        return
        [
            .. inputs.Select((input, i) => new Variant(
                input.Key, input.Name, input.Algorithm,
                [.. (input.Parameters ?? []).Select(one => new VariantParameter(one.Name, one.Value))],
                weights[i], input.IsControl)),
        ];
    }
}

[InputType]
[GraphQLDescription("A metric that must not get worse.")]
public sealed record GuardrailInput(
    [GraphQLDescription("Which.")] MetricKind Metric,
    [GraphQLDescription("The largest harm accepted, as a relative change.")] double Margin);

[InputType]
[GraphQLDescription("A new experiment; all of it is frozen when it starts, but for the traffic.")]
public sealed record CreateExperimentInput(
    [GraphQLDescription("1 to 100 letters, digits, dots, dashes or underscores; unique.")] string Key,
    [GraphQLDescription("For people.")] string Name,
    [GraphQLDescription("What is expected, and why.")] string Hypothesis,
    [GraphQLDescription("Two or more, one of them the control.")] IReadOnlyList<VariantInput> Variants,
    [GraphQLDescription("What decides.")] MetricKind PrimaryMetric,
    [GraphQLDescription("Share of the learners taken in.")] double? Traffic = 1.0,
    [GraphQLDescription("Looked at as well, corrected for their number.")]
    IReadOnlyList<MetricKind>? SecondaryMetrics = null,
    [GraphQLDescription("What must not get worse.")] IReadOnlyList<GuardrailInput>? Guardrails = null,
    [GraphQLDescription("The relative change it is sized for.")] double? TargetLift = 0.15,
    [GraphQLDescription("Two-sided alpha.")] double? SignificanceLevel = 0.05,
    [GraphQLDescription("Chance to see the target if it is real.")] double? Power = 0.8,
    [GraphQLDescription("Days until the final look.")] int? PlannedDays = 30,
    [GraphQLDescription("Experiments of one group share no learner.")] string? ExclusionGroup = null,
    [GraphQLDescription("How always-valid figures are made.")]
    SequentialMethod? SequentialMethod = SequentialMethod.ConfidenceSequence,
    [GraphQLDescription("Measured before exposure, to take noise out; null: the primary metric's own past.")]
    MetricKind? Covariate = null,
    [GraphQLDescription("What is assigned as a whole.")] AssignmentUnit? Unit = AssignmentUnit.Learner,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null)
{
    public ExperimentPlan ToPlan() => new(
        Name, Hypothesis, VariantInput.ToVariants(Variants), PrimaryMetric, SecondaryMetrics ?? [],
        [.. (Guardrails ?? []).Select(one => new Guardrail(one.Metric, one.Margin))], TargetLift ?? 0.15,
        SignificanceLevel ?? 0.05, Power ?? 0.8, PlannedDays ?? 30, ExclusionGroup,
        SequentialMethod ?? Domain.Experiments.SequentialMethod.ConfidenceSequence, Covariate,
        Unit ?? AssignmentUnit.Learner);
}

[InputType]
[GraphQLDescription("Changes of a draft; what is left out stays.")]
public sealed record UpdateExperimentInput(
    [GraphQLDescription("Which experiment.")] string Key,
    [GraphQLDescription("For people.")] string? Name = null,
    [GraphQLDescription("What is expected, and why.")] string? Hypothesis = null,
    [GraphQLDescription("Replaces all variants.")] IReadOnlyList<VariantInput>? Variants = null,
    [GraphQLDescription("What decides.")] MetricKind? PrimaryMetric = null,
    [GraphQLDescription("Replaces all secondary metrics.")] IReadOnlyList<MetricKind>? SecondaryMetrics = null,
    [GraphQLDescription("Replaces all guardrails.")] IReadOnlyList<GuardrailInput>? Guardrails = null,
    [GraphQLDescription("The relative change it is sized for.")] double? TargetLift = null,
    [GraphQLDescription("Two-sided alpha.")] double? SignificanceLevel = null,
    [GraphQLDescription("Chance to see the target if it is real.")] double? Power = null,
    [GraphQLDescription("Days until the final look.")] int? PlannedDays = null,
    [GraphQLDescription("Experiments of one group share no learner; null takes it out of its group.")]
    Optional<string> ExclusionGroup = default,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null)
{
    public ExperimentPlan Change(ExperimentPlan plan) => plan with
    {
        Name = Name ?? plan.Name,
        Hypothesis = Hypothesis ?? plan.Hypothesis,
        Variants = Variants is { } variants ? VariantInput.ToVariants(variants) : plan.Variants,
        PrimaryMetric = PrimaryMetric ?? plan.PrimaryMetric,
        SecondaryMetrics = SecondaryMetrics ?? plan.SecondaryMetrics,
        Guardrails = Guardrails is { } guards
            ? [.. guards.Select(one => new Guardrail(one.Metric, one.Margin))]
            : plan.Guardrails,
        TargetLift = TargetLift ?? plan.TargetLift,
        SignificanceLevel = SignificanceLevel ?? plan.SignificanceLevel,
        Power = Power ?? plan.Power,
        PlannedDays = PlannedDays ?? plan.PlannedDays,
        ExclusionGroup = ExclusionGroup.HasValue ? ExclusionGroup.Value : plan.ExclusionGroup,
    };
}

[InputType]
[GraphQLDescription("Which experiment.")]
public sealed record ExperimentKeyInput(
    [GraphQLDescription("Its key.")] string Key,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("Which experiment to stop.")]
public sealed record StopExperimentInput(
    [GraphQLDescription("Its key.")] string Key,
    [GraphQLDescription("Why; kept with it.")] string Reason,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("How many learners to take in.")]
public sealed record RampExperimentInput(
    [GraphQLDescription("The experiment's key.")] string Key,
    [GraphQLDescription("Share of the learners, 0 to 1.")] double Traffic,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("What a person decides.")]
public sealed record DecideExperimentInput(
    [GraphQLDescription("The experiment's key.")] string Key,
    [GraphQLDescription("What is to be done.")] Decision Decision,
    [GraphQLDescription("Why; kept with it.")] string Reason,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("Whom to put into which variant, for looking.")]
public sealed record ForceVariantInput(
    [GraphQLDescription("The experiment's key.")] string Key,
    [GraphQLDescription("Whom.")] LearnerId LearnerId,
    [GraphQLDescription("The variant's key; null lifts it.")] string? Variant = null,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("The kill switch.")]
public sealed record SetExperimentsEnabledInput(
    [GraphQLDescription("False: the default policy for everybody.")] bool Enabled,
    [GraphQLDescription("Why; kept.")] string Reason,
    [GraphQLDescription("Given back as it is.")] string? ClientMutationId = null);

[InputType]
[GraphQLDescription("Mean and deviation are taken from the last 28 days of `metric` where they are left out.")]
public sealed record PowerAnalysisInput(
    [GraphQLDescription("What will decide.")] MetricKind Metric,
    [GraphQLDescription("The relative change to be seen.")] double Lift,
    [GraphQLDescription("The metric's mean without treatment.")] double? BaselineMean = null,
    [GraphQLDescription("Its deviation between learners.")] double? StandardDeviation = null,
    [GraphQLDescription("Two-sided alpha.")] double? SignificanceLevel = 0.05,
    [GraphQLDescription("Chance to see the change if it is real.")] double? Power = 0.8,
    [GraphQLDescription("Arms, the control among them.")] int? Variants = 2,
    [GraphQLDescription("Learners that come in a day.")] double? LearnersPerDay = null,
    [GraphQLDescription("Learners of a class where whole classes are assigned.")] double? ClassSize = null,
    [GraphQLDescription("How alike classmates are, 0 to 1: the intraclass correlation.")]
    double? IntraclassCorrelation = null);
