using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>An experiment by its key; for staff.</summary>
public sealed class FindExperiment(IExperimentStore store)
{
    public async ValueTask<Result<Experiment>> RunAsync(Caller caller, string key, CancellationToken ct)
    {
        if (!caller.IsStaff) return caller.Needs(Role.Experimenter)!;
        var found = await store.FindByKeysAsync(caller.Tenant, [key], ct);
        return found.TryGetValue(key, out var experiment) ? experiment : new Problem.NotFound("Experiment", key);
    }
}
