using System.Collections.Concurrent;
using LearnerGraph.Api.Recommendations.UseCases;
using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>The policy that a learner's variant names; the default one for everybody else.</summary>
/// <param name="standard">Of learners without a variant, and of variants that name it.</param>
public sealed class ExperimentPolicies(AssignLearner assign, RankingPolicy standard) : IPolicyChooser
{
    private readonly ConcurrentDictionary<(ExperimentId, int Phase, string Variant), RankingPolicy?> _made = new();
    private readonly PolicyChoice _outside = new(standard, $"{standard.Key} {standard.Version}", []);

    public async ValueTask<PolicyChoice> ChooseAsync(Learner learner, CancellationToken ct)
    {
        var assignments = await assign.RunAsync(learner, ct);
        if (assignments.Count == 0) return _outside;

        var policy = standard;
        var told = new SetAssignment[assignments.Count];
        var key = "";
        for (var i = 0; i < told.Length; i++)
        {
            var (experiment, decision) = assignments[i];
            if (decision.Variant is { } variant) policy = PolicyOf(experiment, variant) ?? policy;
            told[i] = new(experiment.Key, decision.Variant?.Key, decision.Bucket, ReasonText.Of(decision.Reason));
            key += $"|{experiment.Key}:{experiment.Phase}:{told[i].Variant}:{told[i].Reason}";
        }

        return new(policy, $"{policy.Key} {policy.Version}{key}", told);
    }

    // A draft is refused where its policy cannot be made, so that null means a policy that left with an old version.
    private RankingPolicy? PolicyOf(Experiment experiment, Variant variant) => _made.GetOrAdd(
        (experiment.Id, experiment.Phase, variant.Key),
        static (_, given) => Make(given.variant, given.standard), (variant, standard));

    private static RankingPolicy? Make(Variant variant, RankingPolicy standard)
    {
        if (variant.Algorithm == standard.Key && variant.Parameters.Count == 0) return standard;
        var parameters = variant.Parameters.Select(one => KeyValuePair.Create(one.Name, one.Value)).ToArray();
        return RankingPolicies.Resolve(variant.Algorithm, parameters).TryGet(out var policy, out _) ? policy : null;
    }
}
