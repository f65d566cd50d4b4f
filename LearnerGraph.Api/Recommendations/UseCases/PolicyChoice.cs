using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Api.Recommendations.UseCases;

/// <summary>The policy that a learner is served by, and the experiments that chose it.</summary>
/// <param name="Key">Policy, version, variants and the epoch of experiments; part of the cache key.</param>
public sealed record PolicyChoice(RankingPolicy Policy, string Key, IReadOnlyList<SetAssignment> Assignments);

/// <summary>Chooses the ranking policy of a learner, without I/O once the running experiments are in memory.</summary>
public interface IPolicyChooser
{
    ValueTask<PolicyChoice> ChooseAsync(Learner learner, CancellationToken ct);
}
