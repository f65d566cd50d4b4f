namespace LearnerGraph.Domain.Models.Ranking;

/// <summary>Where the wanted items ended up: means over lists.</summary>
/// <param name="HitRate">Share of lists with the wanted item among the first k.</param>
/// <param name="Ndcg">Mean of 1 / log2(1 + place) where it is among the first k, 0 elsewhere.</param>
/// <param name="Mrr">Mean of 1 / place.</param>
public sealed record RankingQuality(int Lists, double HitRate, double Ndcg, double Mrr);

/// <summary>How high a ranking puts the one wanted item of a list.</summary>
/// <remarks>Leave-one-out protocol of X. He et al., "Neural collaborative filtering", 2017. See
/// docs/algorithms/ranking.md.</remarks>
public static class RankingMeasures
{
    /// <summary>How deep lists are looked at.</summary>
    public const int Depth = 10;

    /// <summary>
    /// The place, from 1, of the first score among all. Ties count against it, and so does a score that is no number:
    /// a model that gives every item the same score earns nothing.
    /// </summary>
    public static int Place(ReadOnlySpan<float> scores)
    {
        int place = 1;
        for (int i = 1; i < scores.Length; i++)
        {
            if (!(scores[0] > scores[i])) place++;
        }

        return place;
    }

    /// <summary>Null without lists.</summary>
    public static RankingQuality? Of(IReadOnlyCollection<int> places, int depth = Depth)
    {
        if (places.Count == 0) return null;

        double hits = 0, gain = 0, inverse = 0;
        foreach (int place in places)
        {
            inverse += 1.0 / place;
            if (place > depth) continue;
            hits++;
            gain += 1 / Math.Log2(1 + place);
        }

        return new RankingQuality(places.Count, hits / places.Count, gain / places.Count, inverse / places.Count);
    }

    /// <summary>Scores every list and measures the places of the first items.</summary>
    public static RankingQuality? Of(IItemScorer scorer, IReadOnlyList<CandidateList> lists, int depth = Depth)
    {
        int[] places = new int[lists.Count];
        for (int i = 0; i < lists.Count; i++) places[i] = Place(scorer.Score(lists[i]));
        return Of(places, depth);
    }
}
