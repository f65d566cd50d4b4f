using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Intelligence.Relations;

/// <summary>Which of two concepts learners got right first.</summary>
public sealed class OrderEvidence
{
    /// <summary>Nobody has answered anything.</summary>
    public static readonly OrderEvidence None = new([]);

    // Half a pseudo-learner on either side would let one learner decide; three do not.
    private const double Pseudo = 3;

    private readonly Dictionary<(ConceptId First, ConceptId Then), int> _learners = [];

    /// <param name="successes">Each learner's together; a learner's order is that of their numbers.</param>
    public OrderEvidence(IReadOnlyList<FirstSuccess> successes)
    {
        ArgumentNullException.ThrowIfNull(successes);
        for (int start = 0, end; start < successes.Count; start = end)
        {
            end = start;
            while (end < successes.Count && successes[end].Learner == successes[start].Learner) end++;
            for (var i = start; i < end; i++)
            {
                for (var j = start; j < end; j++)
                {
                    if (successes[i].Sequence >= successes[j].Sequence) continue;
                    var key = (successes[i].Concept, successes[j].Concept);
                    _learners[key] = _learners.GetValueOrDefault(key) + 1;
                }
            }
        }
    }

    /// <summary>Learners who got the one right before the other; equal moments count for neither.</summary>
    public int Before(ConceptId first, ConceptId then) => _learners.GetValueOrDefault((first, then));

    /// <summary>ln odds that `first` comes first, shrunk towards 0 by three learners either way.</summary>
    public double LogOdds(ConceptId first, ConceptId then) =>
        Math.Log((Before(first, then) + Pseudo) / (Before(then, first) + Pseudo));
}
