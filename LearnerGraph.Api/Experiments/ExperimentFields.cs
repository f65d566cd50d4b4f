using LearnerGraph.Api.Contract;
using LearnerGraph.Api.Experiments.UseCases;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Experiments.Analysis;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Experiments;

[ObjectType<Experiment>]
[Node]
[GraphQLDescription("A comparison of ranking policies on real learners.")]
public static class ExperimentFields
{
    [GraphQLDescription("Global id.")]
    public static ExperimentId Id([Parent] Experiment experiment) => experiment.Id;

    [GraphQLDescription("What clients name it by; unique.")]
    public static string Key([Parent] Experiment experiment) => experiment.Key;

    [GraphQLDescription("For people.")]
    public static string Name([Parent] Experiment experiment) => experiment.Plan.Name;

    [GraphQLDescription("What is expected, and why.")]
    public static string Hypothesis([Parent] Experiment experiment) => experiment.Plan.Hypothesis;

    [GraphQLDescription("Where it stands.")]
    public static ExperimentStatus Status([Parent] Experiment experiment) => experiment.Status;

    [GraphQLDescription("Its arms.")]
    public static IReadOnlyList<Variant> Variants([Parent] Experiment experiment) => experiment.Plan.Variants;

    [GraphQLDescription("Share of the learners taken in.")]
    public static double Traffic([Parent] Experiment experiment) => experiment.Traffic;

    [GraphQLDescription("What decides.")]
    public static MetricKind PrimaryMetric([Parent] Experiment experiment) => experiment.Plan.PrimaryMetric;

    [GraphQLDescription("Looked at as well, corrected for their number.")]
    public static IReadOnlyList<MetricKind> SecondaryMetrics([Parent] Experiment experiment) =>
        experiment.Plan.SecondaryMetrics;

    [GraphQLDescription("What must not get worse.")]
    public static IReadOnlyList<Guardrail> Guardrails([Parent] Experiment experiment) => experiment.Plan.Guardrails;

    [GraphQLDescription("The relative change it is sized for.")]
    public static double TargetLift([Parent] Experiment experiment) => experiment.Plan.TargetLift;

    [GraphQLDescription("Two-sided alpha.")]
    public static double SignificanceLevel([Parent] Experiment experiment) => experiment.Plan.SignificanceLevel;

    [GraphQLDescription("Chance to see the target if it is real.")]
    public static double Power([Parent] Experiment experiment) => experiment.Plan.Power;

    [GraphQLDescription("When it began to treat learners.")]
    public static DateTimeOffset? StartedAt([Parent] Experiment experiment) => experiment.StartedAt;

    [GraphQLDescription("When it ended.")]
    public static DateTimeOffset? StoppedAt([Parent] Experiment experiment) => experiment.StoppedAt;

    [GraphQLDescription("Why it was stopped.")]
    public static string? StopReason([Parent] Experiment experiment) => experiment.StopReason;

    [GraphQLDescription("Days until the final look.")]
    public static int PlannedDays([Parent] Experiment experiment) => experiment.Plan.PlannedDays;

    [GraphQLDescription("Experiments of one group share no learner.")]
    public static string? ExclusionGroup([Parent] Experiment experiment) => experiment.Plan.ExclusionGroup;

    [GraphQLDescription("How its always-valid figures are made.")]
    public static SequentialMethod SequentialMethod([Parent] Experiment experiment) =>
        experiment.Plan.SequentialMethod;

    [GraphQLDescription("What a person decided.")]
    public static Decision? Decision([Parent] Experiment experiment) => experiment.Verdict?.Decision;

    [GraphQLDescription("Why it was decided so.")]
    public static string? DecisionReason([Parent] Experiment experiment) => experiment.Verdict?.Reason;

    [GraphQLDescription(
        "Participants needed for each variant to see `targetLift` at this significance and power; for staff.")]
    public static ValueTask<int?> RequiredSampleSizeAsync(
        [Parent] Experiment experiment, Caller caller, PlanSize size, CancellationToken ct) =>
        size.RequiredAsync(caller, experiment, ct);

    [Cost(50)]
    [GraphQLDescription("What it says so far; null while a draft. For staff.")]
    public static async ValueTask<ExperimentResults?> ResultsAsync(
        [Parent] Experiment experiment,
        Caller caller,
        AnalyzeExperiment analyze,
        [GraphQLDescription("An earlier instant.")] DateTimeOffset? asOf = null,
        [GraphQLDescription("A part of the learners, such as skillLevel=BEGINNER.")] string? segment = null,
        CancellationToken ct = default) =>
        experiment.Status is ExperimentStatus.Draft
            ? null
            : (await analyze.RunAsync(caller, experiment, asOf, segment, ct)).OrThrow();

    [GraphQLDescription("Assigns, without exposing.")]
    public static async ValueTask<AssignmentNode> AssignmentAsync(
        [Parent] Experiment experiment,
        [GraphQLDescription("Whom.")] LearnerId learnerId,
        Caller caller,
        Learners.SnapshotLoader learners,
        ExposureLoader exposures,
        AssignLearner assign,
        CancellationToken ct)
    {
        caller.MayRead(learnerId).ThrowIfAny();
        if (await learners.LoadAsync(learnerId, ct) is not { } found)
            throw new Problem.NotFound("Learner", $"{learnerId.Value}").ToException();
        var at = await exposures.FirstAsync(learnerId, experiment, ct);
        foreach (var (live, decision) in await assign.RunAsync(found.Learner, ct))
        {
            if (live.Id == experiment.Id) return AssignmentNode.Of(live, decision, at);
        }

        var outside = await assign.OutsideAsync(found.Learner, experiment);
        return AssignmentNode.Of(experiment, outside, at);
    }

    [NodeResolver]
    public static async ValueTask<Experiment?> FindAsync(
        ExperimentId id, Caller caller, IExperimentStore store, CancellationToken ct) =>
        caller.IsStaff ? (await store.FindManyAsync(caller.Tenant, [id], ct)).GetValueOrDefault(id) : null;
}

[ObjectType<Variant>]
[GraphQLDescription("One arm of an experiment.")]
public static class VariantFields
{
    [GraphQLDescription("Unique in the experiment.")]
    public static string Key([Parent] Variant variant) => variant.Key;

    [GraphQLDescription("For people.")]
    public static string Name([Parent] Variant variant) => variant.Name;

    [GraphQLDescription("The ranking policy it serves.")]
    public static string Algorithm([Parent] Variant variant) => variant.Algorithm;

    [GraphQLDescription("Share of those who take part.")]
    public static double Weight([Parent] Variant variant) => variant.Weight;

    [GraphQLDescription("Whether the others are compared with it.")]
    public static bool IsControl([Parent] Variant variant) => variant.IsControl;
}

[ObjectType<Guardrail>]
[GraphQLDescription("A metric that must not get worse by more than a margin.")]
public static class GuardrailFields
{
    [GraphQLDescription("Which metric.")]
    public static MetricKind Metric([Parent] Guardrail guardrail) => guardrail.Metric;

    [GraphQLDescription("The largest harm accepted, as a relative change.")]
    public static double Margin([Parent] Guardrail guardrail) => guardrail.Margin;
}
