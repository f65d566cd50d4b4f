using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>Takes in a draft; nothing is assigned before it is started.</summary>
public sealed class CreateExperiment(IExperimentStore store, ExperimentAudit audit, TimeProvider clock)
{
    public async ValueTask<Result<Experiment>> RunAsync(
        Caller caller, string key, ExperimentPlan plan, double traffic, CancellationToken ct)
    {
        if (caller.Needs(Role.Experimenter) is { } refusal) return refusal;
        if (PlanCheck.Find(plan) is { } problem) return problem;
        if (!Experiment.Draft(caller.Tenant, key, plan, traffic, clock.GetUtcNow(), caller.Subject)
            .TryGet(out var draft, out var invalid))
            return invalid;
        var added = await store.AddAsync(draft, ct);
        if (added.TryGet(out var stored, out _))
            await audit.ChangedAsync(caller, "createExperiment", null, stored, null, ct);
        return added;
    }
}
