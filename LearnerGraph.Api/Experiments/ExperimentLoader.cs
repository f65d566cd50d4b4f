using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Learners;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Experiments;

/// <summary>Experiments by key, all of a request in one round trip.</summary>
public sealed class ExperimentLoader(IExperimentStore store, Caller caller) : BatchDataLoader<string, Experiment>
{
    protected override ValueTask<IReadOnlyDictionary<string, Experiment>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken ct) =>
        store.FindByKeysAsync(caller.Tenant, keys, ct);
}

/// <summary>Learners' exposures, of the phase that an experiment is in.</summary>
public sealed class ExposureLoader(IExperimentStore store, Caller caller)
    : BatchDataLoader<LearnerId, IReadOnlyList<Exposure>>
{
    protected override async ValueTask<IReadOnlyDictionary<LearnerId, IReadOnlyList<Exposure>>> LoadBatchAsync(
        IReadOnlyList<LearnerId> keys, CancellationToken ct) =>
        (await store.FindExposuresAsync(caller.Tenant, keys, ct)).GroupBy(exposure => exposure.Learner)
            .ToDictionary(group => group.Key, IReadOnlyList<Exposure> (group) => group.ToArray());

    public async ValueTask<DateTimeOffset?> FirstAsync(LearnerId learner, Experiment experiment, CancellationToken ct)
    {
        foreach (var exposure in await LoadAsync(learner, ct) ?? [])
        {
            if (exposure.Experiment == experiment.Id && exposure.Phase == experiment.Phase) return exposure.At;
        }

        return null;
    }
}
