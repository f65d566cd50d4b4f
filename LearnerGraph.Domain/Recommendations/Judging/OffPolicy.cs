using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Recommendations.Judging;

/// <summary>What a policy would have earned on the log of another, by three estimators.</summary>
/// <param name="Logged">What the log itself earned: rewarded share of places.</param>
/// <param name="Ips">Inverse propensity: unbiased where the log could show everything, widest.</param>
/// <param name="Snips">The same divided by the mean weight; null without a match.</param>
/// <param name="DoublyRobust">A reward model, corrected by weighted residuals: right if either part is.</param>
/// <param name="MeanWeight">Should cover 1: otherwise the log never shows some of what the policy wants.</param>
/// <param name="Matches">Places where the log shows what the policy wants.</param>
/// <param name="EffectivePlaces">(Σw)² / Σw²: places that the weighted estimates really rest on.</param>
public sealed record OffPolicyEstimate(
    int Places, int Learners, int Matches, double EffectivePlaces, Estimate MeanWeight, Estimate Logged, Estimate Ips,
    Estimate? Snips, Estimate DoublyRobust);

/// <summary>Judges a policy on a log of served places, before anybody is served by it.</summary>
/// <remarks>
/// w = 1{same} / propensity. IPS: mean of w r (Horvitz and Thompson 1952). SNIPS: Σ w r / Σ w (Swaminathan and Joachims
/// 2015). DR: mean of q(other) + w (r − q(shown)) (Dudík, Langford and Li 2011), q a logistic regression that is fitted
/// on the other half of the learners. Intervals: places of a learner hang together, so variances are sums over learners
/// of residuals squared, with t at learners − 1 degrees of freedom. See docs/algorithms/recommendations.md.
/// </remarks>
public static class OffPolicy
{
    /// <summary>Fewer learners give no interval worth the name.</summary>
    public const int FewestLearners = 10;

    private const int Columns = 8;

    public static Result<OffPolicyEstimate> Judge(IReadOnlyList<LoggedPlace> places)
    {
        var learners = new Dictionary<LearnerId, int>();
        foreach (var place in places) learners.TryAdd(place.Learner, learners.Count);
        if (learners.Count < FewestLearners)
        {
            return new Problem.Conflict(
                $"The log holds places of {learners.Count} learners; {FewestLearners} are needed.", "TOO_FEW_LEARNERS");
        }

        int[] cluster = [.. places.Select(place => learners[place.Learner])];
        double[] weight = new double[places.Count], reward = new double[places.Count], one = new double[places.Count];
        double[] weighted = new double[places.Count], robust = new double[places.Count];
        double[][] models = [Fit(places, cluster, half: 1), Fit(places, cluster, half: 0)];
        double sum = 0, squares = 0;
        int matches = 0;
        for (int i = 0; i < weight.Length; i++)
        {
            var place = places[i];
            one[i] = 1;
            reward[i] = place.IsRewarded ? 1 : 0;
            if (place.IsSame) (weight[i], matches) = (1 / place.Propensity, matches + 1);
            weighted[i] = weight[i] * reward[i];
            double[] model = models[cluster[i] % 2];
            robust[i] = Expected(model, place.Other) + (weight[i] * (reward[i] - Expected(model, place.Shown)));
            (sum, squares) = (sum + weight[i], squares + (weight[i] * weight[i]));
        }

        return new OffPolicyEstimate(
            places.Count, learners.Count, matches, squares > 0 ? sum * sum / squares : 0,
            Ratio(weight, one, cluster, learners.Count), Ratio(reward, one, cluster, learners.Count),
            Ratio(weighted, one, cluster, learners.Count),
            matches == 0 ? null : Ratio(weighted, weight, cluster, learners.Count),
            Ratio(robust, one, cluster, learners.Count));
    }

    /// <summary>Σ above / Σ below, its variance by clusters; below must not add up to 0.</summary>
    private static Estimate Ratio(double[] above, double[] below, int[] cluster, int clusters)
    {
        double top = 0, bottom = 0;
        for (int i = 0; i < above.Length; i++) (top, bottom) = (top + above[i], bottom + below[i]);

        double ratio = top / bottom, variance = 0;
        double[] rest = new double[clusters];
        for (int i = 0; i < above.Length; i++) rest[cluster[i]] += above[i] - (ratio * below[i]);
        foreach (double one in rest) variance += one * one;
        double half = StudentT.UpperQuantile(0.025, clusters - 1)
            * Math.Sqrt(variance * clusters / (clusters - 1)) / bottom;
        return new Estimate(ratio, ratio - half, ratio + half);
    }

    private static double[] Fit(IReadOnlyList<LoggedPlace> places, int[] cluster, int half)
    {
        var rows = new SparseRows();
        var outcomes = new List<bool>();
        Span<double> facts = stackalloc double[Columns];
        for (int i = 0; i < places.Count; i++)
        {
            if (cluster[i] % 2 != half) continue;
            Spread(places[i].Shown, facts);
            for (int c = 0; c < Columns; c++) rows.Add(c, facts[c]);
            rows.EndRow();
            outcomes.Add(places[i].IsRewarded);
        }

        double[] penalty = new double[Columns];
        penalty.AsSpan().Fill(1);
        return LogisticFit.Run(rows, outcomes.ToArray(), penalty);
    }

    private static double Expected(double[] model, in PlaceFacts facts)
    {
        Span<double> spread = stackalloc double[Columns];
        Spread(facts, spread);
        double z = 0;
        for (int c = 0; c < Columns; c++) z += model[c] * spread[c];
        return Probability.Logistic(z);
    }

    private static void Spread(in PlaceFacts facts, Span<double> to)
    {
        double success = facts.PredictedSuccess - 0.75, minutes = Math.Log(1 + Math.Max(0, facts.Minutes));
        to[0] = 1;
        to[1] = success;
        to[2] = success * success;
        to[3] = facts.Difficulty - 0.5;
        to[4] = minutes;
        to[5] = facts.Rank / 10.0;
        to[6] = facts.Rank == 1 ? 1 : 0;
        to[7] = success * minutes;
    }
}
