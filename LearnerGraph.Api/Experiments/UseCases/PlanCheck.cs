using LearnerGraph.Domain.Experiments;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Api.Experiments.UseCases;

/// <summary>What a plan may name: policies that are registered.</summary>
internal static class PlanCheck
{
    public static Problem? Find(ExperimentPlan plan)
    {
        for (var i = 0; i < plan.Variants.Count; i++)
        {
            var parameters = plan.Variants[i].Parameters.Select(one => KeyValuePair.Create(one.Name, one.Value));
            var resolved = RankingPolicies.Resolve(plan.Variants[i].Algorithm, parameters.ToArray());
            if (!resolved.TryGet(out _, out var problem))
            {
                var known = string.Join(", ", RankingPolicies.All.Select(policy => policy.Key));
                return new Problem.Invalid($"{problem.Message} Known: {known}.")
                {
                    Path = ["input", "variants", $"{i}", "algorithm"],
                };
            }
        }

        return null;
    }
}
