using LearnerGraph.Api.Experiments.UseCases;
using LearnerGraph.Api.Learners;
using LearnerGraph.Api.Recommendations;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Experiments;

[ObjectType("ExperimentAssignment")]
[GraphQLDescription("What an experiment has for a learner.")]
public sealed record AssignmentNode(
    [GraphQLDescription("Which experiment.")] Experiment Experiment,
    [GraphQLDescription("What the learner gets; null: the default policy.")] Variant? Variant,
    [GraphQLDescription("Whether the learner counts in its results once exposed.")] bool InExperiment,
    [GraphQLDescription("Of the variant hash, 0 to 999,999.")] int Bucket,
    [GraphQLDescription("Why, such as ASSIGNED or OUTSIDE_TRAFFIC.")] string Reason,
    [GraphQLDescription("When the first treated set was served.")] DateTimeOffset? ExposedAt)
{
    public static AssignmentNode Of(Experiment experiment, AssignmentDecision decision, DateTimeOffset? exposedAt) =>
        new(experiment, decision.Variant, decision.InExperiment, decision.Bucket, ReasonText.Of(decision.Reason),
            exposedAt);
}

[ExtendObjectType<LearnerNode>]
public static class LearnerAssignmentFields
{
    [GraphQLDescription("In every live experiment; asking exposes to none.")]
    public static async ValueTask<IReadOnlyList<AssignmentNode>> AssignmentsAsync(
        [Parent] LearnerNode node, AssignLearner assign, ExposureLoader exposures, CancellationToken ct)
    {
        var nodes = new List<AssignmentNode>();
        foreach (var (experiment, decision) in await assign.RunAsync(node.Learner, ct))
            nodes.Add(AssignmentNode.Of(experiment, decision, await exposures.FirstAsync(node.Id, experiment, ct)));
        return nodes;
    }
}

[ExtendObjectType<SetNode>]
public static class SetAssignmentFields
{
    [GraphQLDescription("The experiments as they stood when the set was made.")]
    public static async ValueTask<IReadOnlyList<AssignmentNode>> AssignmentsAsync(
        [Parent] SetNode node, ExperimentLoader experiments, ExposureLoader exposures, CancellationToken ct)
    {
        var nodes = new List<AssignmentNode>(node.Set.Assignments.Count);
        foreach (var made in node.Set.Assignments)
        {
            if (await experiments.LoadAsync(made.Experiment, ct) is not { } experiment) continue;
            var variant = made.Variant is { } key ? experiment.FindVariant(key) : null;
            nodes.Add(new(
                experiment, variant, variant is not null && made.Reason is not "FORCED", made.Bucket, made.Reason,
                await exposures.FirstAsync(node.Set.Learner, experiment, ct)));
        }

        return nodes;
    }
}
