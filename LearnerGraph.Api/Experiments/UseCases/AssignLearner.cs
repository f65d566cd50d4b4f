using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>An experiment, and what it has for a learner.</summary>
public readonly record struct LearnerAssignment(Experiment Experiment, AssignmentDecision Decision);

/// <summary>Assigns a learner in all live experiments, exposing to none.</summary>
public sealed class AssignLearner(IExperimentStore store, LiveExperiments live, ExperimentOptions options)
{
    private readonly Holdout? _holdout = options.HoldoutShare > 0 ? new("global", options.HoldoutShare) : null;

    /// <summary>
    /// In the order of the experiments' ids. A set has one policy, so the first experiment with a variant treats the
    /// learner and the others say so.
    /// </summary>
    public async ValueTask<IReadOnlyList<LearnerAssignment>> RunAsync(Learner learner, CancellationToken ct)
    {
        var snapshot = await live.GetAsync(learner.Tenant);
        if (snapshot.Experiments.Count == 0) return [];

        // Only a pause asks who was enrolled before; everything else is a pure hash.
        var enrolled = snapshot.Experiments.Any(one => one.Status is ExperimentStatus.Paused)
            ? (await store.FindExposuresAsync(learner.Tenant, [learner.Id], ct))
                .Select(exposure => (exposure.Experiment, exposure.Phase)).ToHashSet()
            : [];
        var assignments = new LearnerAssignment[snapshot.Experiments.Count];
        var isTreated = false;
        for (var i = 0; i < assignments.Length; i++)
        {
            var experiment = snapshot.Experiments[i];
            var forced = snapshot.Forced.GetValueOrDefault((experiment.Id, learner.Id));
            var context = new AssignmentContext(
                !snapshot.IsEnabled, !learner.Experiments, forced,
                enrolled.Contains((experiment.Id, experiment.Phase)));
            var decision = Decide(experiment, learner, context);
            if (isTreated && decision.Variant is not null)
                decision = new(null, false, decision.Bucket, AssignmentReason.TreatedElsewhere);
            isTreated |= decision.Variant is not null;
            assignments[i] = new(experiment, decision);
        }

        return assignments;
    }

    /// <summary>In an experiment that is not live: why not.</summary>
    public async ValueTask<AssignmentDecision> OutsideAsync(Learner learner, Experiment experiment)
    {
        var isOff = !(await live.GetAsync(learner.Tenant)).IsEnabled;
        return Decide(experiment, learner, new(isOff, !learner.Experiments));
    }

    // The holdout is of learners, also where classes are assigned: a held-out learner is in nobody's results.
    private AssignmentDecision Decide(Experiment experiment, Learner learner, AssignmentContext context)
    {
        if (experiment.UnitOf(learner) is not { } unit) return new(null, false, 0, AssignmentReason.NoClass);
        if (_holdout is { } held && context.ForcedVariant is null && held.Holds(learner.ExternalId))
            return new(null, false, 0, AssignmentReason.HeldOut);
        return Assignment.Decide(experiment, unit, context);
    }
}
