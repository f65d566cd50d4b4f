using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Intelligence.Search;

public readonly record struct ScoredHit(ContentKey Key, double Score);

/// <summary>Something that is shown.</summary>
/// <param name="IsExploration">It got its place by chance.</param>
/// <param name="Propensity">The chance that it had of this place, given the places above: in (0, 1].</param>
public readonly record struct ShownHit(ContentKey Key, double Score, bool IsExploration, double Propensity);

/// <summary>An order by score that leaves some places to chance, so that other orders can be judged from its logs.
/// </summary>
/// <remarks>
/// The first place goes to the best. Every later one goes, with probability ε, to one of the next candidates, each
/// equally likely (as many as are asked for, those of at least half of the best score), and else to the best left. So
/// the best left has 1 − ε + ε/n of its place, each other one ε/n.
/// </remarks>
public static class ExploredOrder
{
    private const double Floor = 0.5;

    /// <param name="ranked">Best first, none twice.</param>
    /// <param name="epsilon">In [0, 1]; 0 leaves nothing to chance.</param>
    public static ShownHit[] Of(IReadOnlyList<ScoredHit> ranked, int count, double epsilon, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        var chance = new Prng(seed);
        var left = ranked.ToList();
        var shown = new ShownHit[Math.Min(count, left.Count)];
        for (var place = 0; place < shown.Length; place++)
        {
            var window = Window(left, count, ranked[0].Score);
            var isDrawn = place > 0 && window > 1 && chance.NextDouble() < epsilon;
            var at = isDrawn ? chance.NextInt(window) : 0;
            var byChance = place > 0 && window > 1 ? epsilon / window : 0;
            shown[place] = new ShownHit(
                left[at].Key, left[at].Score, isDrawn && at > 0, at > 0 ? byChance
                    : place > 0 && window > 1 ? 1 - epsilon + byChance : 1);
            left.RemoveAt(at);
        }

        return shown;
    }

    private static int Window(List<ScoredHit> left, int count, double best)
    {
        var window = 0;
        while (window < left.Count && window < count && left[window].Score >= Floor * best) window++;
        return window;
    }
}
