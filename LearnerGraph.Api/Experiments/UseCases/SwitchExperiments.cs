using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>The kill switch: off means the default policy for everybody, without assignment or exposure.</summary>
public sealed class SwitchExperiments(IExperimentStore store, LiveExperiments live, ExperimentAudit audit)
{
    public async ValueTask<Result<bool>> RunAsync(Caller caller, bool enabled, string reason, CancellationToken ct)
    {
        if (caller.Needs(Role.Experimenter) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(reason))
            return new Problem.Invalid("Say why; the reason is kept.") { Path = ["input", "reason"] };
        await store.SetEnabledAsync(caller.Tenant, enabled, ct);
        live.Forget(caller.Tenant);
        await audit.SwitchedAsync(caller, enabled, reason, ct);
        return enabled;
    }
}
