using LearnerGraph.Domain.Content;

namespace LearnerGraph.Domain.Intelligence.Clustering;

/// <summary>Concepts of a course that belong together.</summary>
/// <param name="Key">Stays while the medoid stays: "theme:" and its key, or "noise".</param>
/// <param name="Label">Top words; of noise a fixed one.</param>
/// <param name="Concepts">By their probability, the firmest first, then by id.</param>
/// <param name="Medoid">The member with the greatest mean cosine to the members.</param>
/// <param name="IsNoise">Those that belong to no theme.</param>
public sealed record ConceptTheme(
    string Key, string Label, IReadOnlyList<int> Concepts, int Medoid, bool IsNoise);

/// <summary>A grouping of vectors as themes with names.</summary>
public static class ConceptThemes
{
    public const string NoiseKey = "noise";

    private const string NoiseLabel = "On their own";
    private const int Words = 3;

    /// <param name="concepts">One for each row of <paramref name="rows"/>.</param>
    /// <param name="rows">Vectors one after the other, of length 1.</param>
    /// <returns>The largest theme first, noise last.</returns>
    public static ConceptTheme[] Of(
        IReadOnlyList<Concept> concepts, ReadOnlySpan<float> rows, int dimension, Grouping grouping)
    {
        ArgumentNullException.ThrowIfNull(concepts);
        ArgumentNullException.ThrowIfNull(grouping);
        var terms = ClusterTerms.Top(
            [.. concepts.Select((concept, i) => (ConceptText.Of(concept), grouping.Labels[i]))], grouping.Count, Words);
        var themes = new List<ConceptTheme>();
        for (var label = -1; label < grouping.Count; label++)
        {
            int[] members =
            [
                .. Enumerable.Range(0, concepts.Count).Where(i => grouping.Labels[i] == label)
                    .OrderByDescending(i => grouping.Probabilities[i]).ThenBy(i => concepts[i].Id.Value),
            ];
            if (members.Length == 0) continue;
            var medoid = concepts[Medoid(members, rows, dimension)];
            themes.Add(new ConceptTheme(
                label < 0 ? NoiseKey : $"theme:{medoid.Key}",
                label < 0 ? NoiseLabel : terms[label].Length > 0 ? string.Join(", ", terms[label]) : medoid.Name,
                [.. members.Select(i => concepts[i].Id.Value)], medoid.Id.Value, label < 0));
        }

        return
        [
            .. themes.OrderBy(theme => theme.IsNoise).ThenByDescending(theme => theme.Concepts.Count)
                .ThenBy(theme => theme.Key, StringComparer.Ordinal),
        ];
    }

    // Σ cos(x, member) is x · Σ member for vectors of length 1.
    private static int Medoid(int[] members, ReadOnlySpan<float> rows, int dimension)
    {
        var centroid = new RunningCentroid(dimension);
        foreach (var member in members) centroid.Add(rows.Slice(member * dimension, dimension));
        var (medoid, best) = (members[0], double.NegativeInfinity);
        foreach (var member in members)
        {
            var nearness = centroid.DotSum(rows.Slice(member * dimension, dimension));
            if (nearness > best) (medoid, best) = (member, nearness);
        }

        return medoid;
    }
}
