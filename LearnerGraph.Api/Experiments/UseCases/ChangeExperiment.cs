using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>Moves an experiment on: start, pause, ramp, stop, decide, or revise a draft.</summary>
public sealed class ChangeExperiment(IExperimentStore store, LiveExperiments live, ExperimentAudit audit) : IDisposable
{
    // Two starts at once must not cut the same piece out of an exclusion group.
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <param name="action">As the audit log names it.</param>
    /// <param name="change">Given the buckets that others of its exclusion group hold.</param>
    public async ValueTask<Result<Experiment>> RunAsync(
        Caller caller, string key, string action, string? reason,
        Func<Experiment, IReadOnlyList<BucketRange>, Result<Experiment>> change, CancellationToken ct)
    {
        if (caller.Needs(Role.Experimenter) is { } refusal) return refusal;
        await _oneAtATime.WaitAsync(ct);
        try
        {
            if (!(await store.FindByKeysAsync(caller.Tenant, [key], ct)).TryGetValue(key, out var experiment))
                return new Problem.NotFound("Experiment", key);
            var taken = experiment.Plan.ExclusionGroup is null
                ? []
                : (await store.ListLiveAsync(caller.Tenant, ct))
                    .Where(one => one.Id != experiment.Id && one.Plan.ExclusionGroup == experiment.Plan.ExclusionGroup)
                    .SelectMany(one => one.Segments).ToArray();
            if (!change(experiment, taken).TryGet(out var changed, out var problem)) return problem;
            if (PlanCheck.Find(changed.Plan) is { } wrong) return wrong;
            var saved = await store.SaveAsync(changed, ct);
            if (saved.TryGet(out var stored, out _))
                await audit.ChangedAsync(caller, action, experiment, stored, reason, ct);
            return saved;
        }
        finally
        {
            live.Forget(caller.Tenant);
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();
}
