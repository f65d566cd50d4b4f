using LearnerGraph.Domain.Mastery;

namespace LearnerGraph.Domain.Recommendations.Candidates;

/// <summary>
/// The questions of one concept that lie nearest to the learner's target of success, found from the middle of the list
/// outwards: the list is sorted by difficulty, so a search and a few steps replace a scan.
/// </summary>
internal ref struct QuestionChoice
{
    public const int Most = 32;

    // Guess floors and certainty differ between neighbours, so more are looked at than are kept.
    private const int LooksPerKept = 3;

    private readonly Span<int> _questions;
    private readonly Span<double> _distances;
    private readonly Span<Prediction> _predictions;

    public QuestionChoice(Span<int> questions, Span<double> distances, Span<Prediction> predictions)
    {
        _questions = questions;
        _distances = distances;
        _predictions = predictions;
    }

    public int Count { get; private set; }

    /// <summary>Eligible but for having been answered lately; tells why a lane is short.</summary>
    public int TooRecent { get; private set; }

    public readonly int Question(int at) => _questions[at];

    public readonly Prediction Prediction(int at) => _predictions[at];

    /// <summary>
    /// Chooses up to <paramref name="wanted"/>, nearest first; questions with one of the marks stay out.
    /// </summary>
    public void Choose(in Situation s, int concept, int wanted, int marks, bool allowPractised)
    {
        (Count, TooRecent) = (0, 0);
        var sorted = s.Table.OfConcept(concept);
        var difficulty = s.Table.Difficulty;
        int from = double.IsNegativeInfinity(s.MinDifficulty) ? 0 : Bound(sorted, difficulty, s.MinDifficulty);
        int to = double.IsPositiveInfinity(s.MaxDifficulty)
            ? sorted.Length
            : Bound(sorted, difficulty, Math.BitIncrement(s.MaxDifficulty));
        if (from >= to) return;

        double centre = Centre(s, concept);
        int right = Math.Clamp(Bound(sorted, difficulty, centre), from, to), left = right - 1;
        for (int looks = 0; looks < wanted * LooksPerKept && (left >= from || right < to);)
        {
            bool goRight = left < from
                || (right < to && difficulty[sorted[right]] - centre <= centre - difficulty[sorted[left]]);
            int question = sorted[goRight ? right++ : left--];
            if (s.Work.Has(question, marks))
            {
                if (s.Work.Has(question, QuestionMarks.TooRecent)) TooRecent++;
                continue;
            }

            if (!IsReachable(s, question, allowPractised)) continue;
            looks++;
            var prediction = Beliefs.OfQuestion(s, question);
            Keep(question, Math.Abs(prediction.Probability - s.Target), prediction, wanted);
        }
    }

    /// <summary>
    /// The difficulty at which the learner's success is the target, for the concept's mean guess floor.
    /// </summary>
    public static double Centre(in Situation s, int concept)
    {
        double guess = s.Catalog.MeanGuess(concept);
        double knowing = Math.Clamp((s.Target - guess) / (1 - guess), 0.05, 0.95);
        return Beliefs.AbilityAt(s, concept) - Beliefs.Margin(s, concept, knowing);
    }

    /// <summary>First position whose difficulty is not below the bound.</summary>
    private static int Bound(ReadOnlySpan<int> sorted, ReadOnlySpan<double> difficulty, double bound)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (difficulty[sorted[middle]] < bound) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>A question may practise several concepts: the prerequisites of each must be mastered.</summary>
    private static bool IsReachable(in Situation s, int question, bool allowPractised)
    {
        foreach (int concept in s.Table.ConceptsOf(question))
        {
            if (!s.Work.IsOpen[concept] && !(allowPractised && s.Work.StateOf[concept] >= 0)) return false;
        }

        return true;
    }

    private void Keep(int question, double distance, Prediction prediction, int wanted)
    {
        if (Count == wanted && distance >= _distances[Count - 1]) return;
        int at = Count < wanted ? Count++ : Count - 1;
        for (; at > 0 && _distances[at - 1] > distance; at--)
        {
            _questions[at] = _questions[at - 1];
            _distances[at] = _distances[at - 1];
            _predictions[at] = _predictions[at - 1];
        }

        _questions[at] = question;
        _distances[at] = distance;
        _predictions[at] = prediction;
    }
}
