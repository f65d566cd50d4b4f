using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>
/// Puts a learner into a variant to look at it, or lifts that; either way out of the analysis for good.
/// </summary>
public sealed class ForceVariant(
    IExperimentStore store, ILearnerStore learners, LiveExperiments live, ExperimentAudit audit)
{
    public async ValueTask<Result<Experiment>> RunAsync(
        Caller caller, string key, LearnerId learner, string? variant, CancellationToken ct)
    {
        if (caller.Needs(Role.Experimenter) is { } refusal) return refusal;
        if (!(await store.FindByKeysAsync(caller.Tenant, [key], ct)).TryGetValue(key, out var experiment))
            return new Problem.NotFound("Experiment", key);
        if (variant is not null && experiment.FindVariant(variant) is null)
            return new Problem.NotFound("variant", variant) { Path = ["input", "variant"] };
        if (!(await learners.FindManyAsync(caller.Tenant, [learner], ct)).ContainsKey(learner))
            return new Problem.NotFound("Learner", $"{learner.Value}") { Path = ["input", "learnerId"] };
        await store.ForceAsync(caller.Tenant, new(experiment.Id, learner, variant), ct);
        live.Forget(caller.Tenant);
        await audit.ForcedAsync(caller, experiment, learner, variant, ct);
        return experiment;
    }
}
