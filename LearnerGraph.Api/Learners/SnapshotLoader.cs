using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Learners;

/// <summary>Learners with their states, all of a request in one round trip.</summary>
public sealed class SnapshotLoader(IPracticeStore practice, Caller caller)
    : BatchDataLoader<LearnerId, LearnerSnapshot>
{
    protected override ValueTask<IReadOnlyDictionary<LearnerId, LearnerSnapshot>> LoadBatchAsync(
        IReadOnlyList<LearnerId> keys, CancellationToken ct) =>
        practice.LoadAsync(caller.Tenant, keys, ct);

    /// <summary>
    /// The state of a learner that is there: one erased in this very moment has the state of a new one.
    /// </summary>
    public async ValueTask<LearnerSnapshot> OfAsync(LearnerNode node, CancellationToken ct) =>
        await LoadAsync(node.Id, ct) ?? new LearnerSnapshot(node.Learner, LearnerState.Empty);
}
