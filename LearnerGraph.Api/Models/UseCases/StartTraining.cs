using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;

namespace LearnerGraph.Api.Models.UseCases;

/// <summary>Asks for a training, and for one to stop.</summary>
public sealed class StartTraining(ModelKinds kinds, IModelRegistry registry, TrainingFeed feed, TimeProvider clock)
{
    /// <param name="source">As <see cref="TrainingSource.Read"/> gives it.</param>
    public async ValueTask<Result<TrainingRun>> RunAsync(
        Caller caller, string model, string source, IEnumerable<KeyValuePair<string, double>> parameters,
        CancellationToken ct)
    {
        if (caller.Needs(Role.Ml) is { } refusal) return refusal;
        if (!kinds.Require(model).TryGet(out var definition, out var problem)) return problem;
        if (!TrainingRun.Complete(definition, parameters).TryGet(out var complete, out problem)) return problem;

        var run = await registry.AddRunAsync(
            new TrainingRun(
                default, caller.Tenant, model, RunStatus.Queued, caller.Subject, source, complete,
                clock.GetUtcNow()),
            ct);
        feed.Wake();
        return run;
    }

    /// <summary>The run of the same training that a process left behind; null where there is none.</summary>
    public async ValueTask<TrainingRun?> LeftBehindAsync(
        Caller caller, string model, string source, IEnumerable<KeyValuePair<string, double>> parameters,
        CancellationToken ct)
    {
        if (!kinds.Require(model).TryGet(out var definition, out _)
            || !TrainingRun.Complete(definition, parameters).TryGet(out var complete, out _))
        {
            return null;
        }

        return (await registry.OpenRunsAsync(ct)).FirstOrDefault(run =>
            run.Tenant == caller.Tenant && run.Model == model && run.Source == source
            && run.Parameters.Count == complete.Count
            && complete.All(one => run.Parameters.GetValueOrDefault(one.Key, double.NaN) == one.Value));
    }

    public async ValueTask<Result<TrainingRun>> CancelAsync(Caller caller, TrainingRunId id, CancellationToken ct) =>
        caller.Needs(Role.Ml) is { } refusal ? refusal : await registry.CancelRunAsync(caller.Tenant, id, ct);
}
