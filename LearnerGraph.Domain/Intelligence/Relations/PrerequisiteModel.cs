using LearnerGraph.Domain.Intelligence.Prediction;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Intelligence.Relations;

/// <summary>The chance that one concept has to be learned before another, learned from pairs of a domain.</summary>
/// <remarks>
/// The features of a training pair come from the other folds' labels only, as they will for pairs that are new:
/// otherwise the forest would learn to read a pair's own label back. See docs/algorithms/relations.md.
/// </remarks>
public sealed class PrerequisiteModel
{
    private const int InnerFolds = 10;

    private readonly PrerequisiteFeatures _features;
    private readonly RandomForest _forest;

    private PrerequisiteModel(PrerequisiteFeatures features, RandomForest forest) =>
        (_features, _forest) = (features, forest);

    /// <param name="names">Every concept that will be asked about; labels are seen of the pairs only.</param>
    public static PrerequisiteModel Fit(
        IReadOnlyList<PrerequisitePair> pairs, IReadOnlyList<string> names, ulong seed)
    {
        var folds = Folds(pairs, InnerFolds, seed);
        var rows = new double[pairs.Count * PrerequisiteFeatures.Count];
        for (var fold = 0; fold < InnerFolds; fold++)
        {
            var seen = new PrerequisiteFeatures(names, [.. pairs.Where((_, i) => folds[i] != fold)]);
            for (var i = 0; i < pairs.Count; i++)
            {
                if (folds[i] != fold) continue;
                seen.Of(pairs[i].Concept, pairs[i].Candidate, rows.AsSpan(
                    i * PrerequisiteFeatures.Count, PrerequisiteFeatures.Count));
            }
        }

        bool[] outcomes = [.. pairs.Select(pair => pair.IsPrerequisite)];
        return new PrerequisiteModel(
            new PrerequisiteFeatures(names, pairs),
            RandomForest.Fit(rows, PrerequisiteFeatures.Count, outcomes, seed: seed));
    }

    /// <summary>In [0, 1]; only for concepts named at the fit.</summary>
    public double Chance(string concept, string candidate)
    {
        Span<double> row = stackalloc double[PrerequisiteFeatures.Count];
        row.Clear();
        _features.Of(concept, candidate, row);
        return _forest.Chance(row);
    }

    /// <summary>A fold for each pair, seeded; both directions of a pair are in the same one.</summary>
    /// <remarks>
    /// A "no" often stands in such files only because its reverse is a "yes": apart, one would give away the other.
    /// </remarks>
    public static int[] Folds(IReadOnlyList<PrerequisitePair> pairs, int folds, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, pairs.Count)];
        var random = new Prng(seed);
        random.Shuffle(order.AsSpan());
        var given = new Dictionary<(string, string), int>();
        var result = new int[pairs.Count];
        foreach (var i in order)
        {
            var (concept, candidate, _) = pairs[i];
            var key = string.CompareOrdinal(concept, candidate) <= 0 ? (concept, candidate) : (candidate, concept);
            if (!given.TryGetValue(key, out var fold)) given.Add(key, fold = given.Count % folds);
            result[i] = fold;
        }

        return result;
    }
}
