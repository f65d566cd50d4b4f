using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Domain.Recommendations.Explaining;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Recommendations.UseCases;

/// <summary>Tells why an item was served, from the set as it was stored; the technical side is for staff.</summary>
public sealed class ExplainRecommendation(
    Recommender recommender, RankingCatalogs ranking, IPolicyChooser policies, IPracticeStore practice)
{
    public async ValueTask<Result<Explanation>> RunAsync(
        Caller caller, RecommendationSet set, Recommendation item, CatalogSnapshot catalog, ExplanationLevel level,
        CancellationToken ct)
    {
        if (caller.MayRead(set.Learner) is { } refusal) return refusal;
        if (level is ExplanationLevel.Technical && !caller.IsStaff)
        {
            return new Problem.Forbidden("TECHNICAL explanations are for staff: ask for SIMPLE or DETAILED.");
        }

        var counterfactual = level >= ExplanationLevel.Detailed
            ? await CounterfactualAsync(caller, set, item, catalog, ct)
            : null;
        return Explanation.From(set, item, catalog, level, counterfactual, recommender.Rules.Headline);
    }

    /// <summary>
    /// Found by trying where learner, content and policy are as they were then; else what holds by rule.
    /// </summary>
    private async ValueTask<string> CounterfactualAsync(
        Caller caller, RecommendationSet set, Recommendation item, CatalogSnapshot catalog, CancellationToken ct)
    {
        var byRule = Counterfactual.ByRule(set, item, catalog);
        if (set.Trace.CatalogVersion != catalog.Version) return byRule;

        var found = await practice.LoadAsync(caller.Tenant, [set.Learner], ct);
        if (!found.TryGetValue(set.Learner, out var learner) || learner.State.Version != set.Trace.LearnerVersion)
        {
            return byRule;
        }

        var choice = await policies.ChooseAsync(learner.Learner, ct);
        return (choice.Policy.Key, choice.Policy.Version) == (set.Trace.Policy, set.Trace.PolicyVersion)
            ? Counterfactual.Find(
                recommender, set, item, learner.Learner, learner.State, ranking.Of(caller.Tenant, catalog),
                choice.Policy)?.Text
                ?? byRule
            : byRule;
    }
}
