using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Recommendations.Ranking;

namespace LearnerGraph.Domain.Recommendations.Candidates;

/// <summary>
/// The concepts whose questions are looked at: all that are open, or, in a catalog with few prerequisites, the most
/// promising of them, so that the cost of a set does not grow with the catalog.
/// </summary>
internal static class OpenConcepts
{
    /// <summary>Logits by which the predicted success moves from the target to where a match counts nothing.</summary>
    private const double Reach = 1.6;

    /// <summary>Fills the workspace's queue and returns how many; <paramref name="open"/> counts all of them.</summary>
    public static int List(in Situation s, out int open)
    {
        var queue = s.Work.Queue;
        open = 0;
        int count = 0;
        for (int concept = 0; concept < s.Snapshot.Concepts.Count; concept++)
        {
            if (!s.Work.IsOpen[concept] || !s.Admits(concept)) continue;
            if (s.Work.IsMastered[concept] && concept != s.OnlyConcept) continue;
            open++;
            if (!s.Table.OfConcept(concept).IsEmpty) queue[count++] = concept;
        }

        return count <= s.Policy.ConceptsRanked ? count : KeepBest(s, queue, count);
    }

    /// <summary>By the part of the score that the concept decides, and by how near its questions can come.</summary>
    private static int KeepBest(in Situation s, int[] queue, int count)
    {
        int kept = s.Policy.ConceptsRanked;
        Span<int> items = stackalloc int[kept];
        var best = new TopK(stackalloc float[kept], items);
        var features = s.Policy.Features;
        var shares = s.Policy.Shares;
        for (int i = 0; i < count; i++)
        {
            int concept = queue[i];
            double part = 0;
            for (int f = 0; f < features.Length; f++)
            {
                part += shares[f] * features[f] switch
                {
                    Feature.DifficultyMatch => Nearness(s, concept),
                    Feature.Popularity => s.Catalog.TopPopularity(concept),
                    Feature.Preference or Feature.TimeFit or Feature.CollaborativeAffinity or Feature.Chance => 0,
                    _ => Scoring.ConceptValue(s, features[f], concept, Lane.NextQuestion),
                };
            }

            best.Offer(concept, (float)part);
        }

        kept = best.Sort();
        items[..kept].CopyTo(queue);
        queue.AsSpan(0, kept).Sort();
        return kept;
    }

    /// <summary>1 where the concept has questions at the target, falling with the logits that are missing.</summary>
    private static double Nearness(in Situation s, int concept)
    {
        var questions = s.Table.OfConcept(concept);
        double easiest = Math.Max(s.Table.Difficulty[questions[0]], s.MinDifficulty);
        double hardest = Math.Min(s.Table.Difficulty[questions[^1]], s.MaxDifficulty);
        if (easiest > hardest) return -1;
        double centre = QuestionChoice.Centre(s, concept);
        double missing = centre < easiest ? easiest - centre : centre > hardest ? centre - hardest : 0;
        return Math.Max(-1, 1 - (missing / Reach));
    }
}
