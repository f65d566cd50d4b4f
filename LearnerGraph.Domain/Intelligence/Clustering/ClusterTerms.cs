using LearnerGraph.Domain.Intelligence.Text;

namespace LearnerGraph.Domain.Intelligence.Clustering;

/// <summary>Words that tell one cluster's texts from the others'.</summary>
/// <remarks>
/// Class-based TF-IDF: share of the cluster's words × ln(1 + A / f), where f counts the word everywhere and A is the
/// mean number of words of a cluster. M. Grootendorst, "BERTopic", arXiv:2203.05794, 2022. Words of fewer than four
/// letters, or in one of a cluster's several texts only, are left out.
/// </remarks>
public static class ClusterTerms
{
    private const int ShortestWord = 4;

    /// <param name="texts">Each with its cluster; those with -1 count only as what others speak of.</param>
    /// <returns>For each cluster its words, best first.</returns>
    public static string[][] Top(IReadOnlyList<(string Text, int Cluster)> texts, int clusters, int most)
    {
        var words = new Dictionary<string, (int Uses, int Texts)>[clusters];
        var totals = new int[clusters];
        for (var c = 0; c < clusters; c++) words[c] = new(StringComparer.Ordinal);
        var everywhere = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (text, cluster) in texts)
        {
            foreach (var group in Words.Of(text).Where(word => word.Length >= ShortestWord).GroupBy(word => word))
            {
                var uses = group.Count();
                everywhere[group.Key] = everywhere.GetValueOrDefault(group.Key) + uses;
                if (cluster < 0) continue;
                var known = words[cluster].GetValueOrDefault(group.Key);
                words[cluster][group.Key] = (known.Uses + uses, known.Texts + 1);
                totals[cluster] += uses;
            }
        }

        var mean = clusters == 0 ? 0 : totals.Sum() / (double)clusters;
        return
        [
            .. words.Select((own, c) => own
                .OrderByDescending(pair => pair.Value.Texts > 1)
                .ThenByDescending(pair =>
                    pair.Value.Uses / (double)totals[c] * Math.Log(1 + (mean / everywhere[pair.Key])))
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Take(most).Select(pair => pair.Key).ToArray()),
        ];
    }
}
