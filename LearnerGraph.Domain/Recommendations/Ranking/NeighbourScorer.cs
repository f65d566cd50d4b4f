using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Recommendations.Ranking;

/// <summary>Item neighbours brought onto the indexes of one catalog, so that scoring needs no lookup by id.</summary>
public sealed class NeighbourScorer : ICandidateScorer
{
    private readonly CatalogSnapshot _catalog;
    private readonly int[] _starts;
    private readonly int[] _neighbours;
    private readonly float[] _similarities;

    public NeighbourScorer(ItemNeighbours neighbours, CatalogSnapshot catalog)
    {
        (ModelVersion, _catalog) = (neighbours.ModelVersion, catalog);
        int[] here = new int[neighbours.Questions.Length];
        for (int i = 0; i < here.Length; i++) here[i] = catalog.IndexOf(neighbours.Questions[i]);
        int[] row = new int[catalog.Questions.Count];
        Array.Fill(row, -1);
        for (int i = 0; i < here.Length; i++)
        {
            if (here[i] >= 0) row[here[i]] = i;
        }

        _starts = new int[row.Length + 1];
        var kept = new List<int>(neighbours.Neighbours.Length);
        var similarities = new List<float>(neighbours.Neighbours.Length);
        for (int q = 0; q < row.Length; q++)
        {
            for (int n = row[q] < 0 ? 0 : neighbours.Starts[row[q]];
                row[q] >= 0 && n < neighbours.Starts[row[q] + 1]; n++)
            {
                if (here[neighbours.Neighbours[n]] is not (>= 0 and var other)) continue;
                kept.Add(other);
                similarities.Add(neighbours.Similarities[n]);
            }

            _starts[q + 1] = kept.Count;
        }

        (_neighbours, _similarities) = ([.. kept], [.. similarities]);
    }

    public string ModelVersion { get; }

    /// <summary>1 − Π (1 − sim(c, i)) over the candidate's neighbours i that the learner answered.</summary>
    public void Score(
        CatalogSnapshot catalog, LearnerId learner, in AnsweredQuestions answered, ReadOnlySpan<int> candidates,
        Span<double> affinities)
    {
        // Indexes of another content version mean other questions; states may move under the same version.
        if (catalog.Version != _catalog.Version || answered.Questions.IsEmpty)
        {
            affinities.Clear();
            return;
        }

        for (int c = 0; c < candidates.Length; c++)
        {
            double unlike = 1;
            for (int n = _starts[candidates[c]]; n < _starts[candidates[c] + 1]; n++)
            {
                if (answered.Contains(_neighbours[n])) unlike *= 1 - _similarities[n];
            }

            affinities[c] = 1 - unlike;
        }
    }
}
