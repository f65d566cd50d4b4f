using LearnerGraph.Domain.Kernel;

namespace LearnerGraph.Domain.Content;

/// <summary>What selection and belief need of every question, as flat arrays over dense question indexes.</summary>
public sealed class QuestionTable
{
    /// <summary>The chance of guessing right where a multiple-choice question does not tell its options.</summary>
    public const double UnknownOptionsFloor = 0.25;

    /// <summary>Timed answers that the authored expectation of the answer time counts for.</summary>
    private const double SecondsPriorWeight = 5;

    /// <summary>Answered siblings that the authored scale counts for, for a question without answers.</summary>
    private const double AuthoredWeight = 1;

    private readonly double[] _authored;
    private readonly double[] _difficulty;
    private readonly double[] _guessFloor;
    private readonly double[] _seconds;
    private readonly double[] _priorSeconds;
    private readonly double[] _weights;
    private readonly double[] _meanDifficulty;
    private readonly QuestionState[] _states;
    private readonly CompressedRows _concepts;
    private readonly CompressedRows _ofConcept;

    private QuestionTable(
        double[] guessFloor, double[] priorSeconds, CompressedRows concepts, double[] weights, CompressedRows ofConcept,
        double[] authored, double[] seconds, QuestionState[] states, ReadOnlySpan<double> emptyConceptDifficulty)
    {
        (_guessFloor, _priorSeconds, _concepts, _weights) = (guessFloor, priorSeconds, concepts, weights);
        (_authored, _seconds, _states, _ofConcept) = (authored, seconds, states, ofConcept);
        _difficulty = Difficulties();
        SortByDifficulty();
        _meanDifficulty = MeanDifficulties(emptyConceptDifficulty);
    }

    public int Count => _difficulty.Length;

    /// <summary>
    /// In logits of an average learner: from the attempts where there are any, else as authored and moved as far as the
    /// answered questions of the same concepts were, on average.
    /// </summary>
    public ReadOnlySpan<double> Difficulty => _difficulty;

    /// <summary>
    /// Chance to be right without knowing: 1 / options of a multiple-choice question, 0 for all others.
    /// </summary>
    public ReadOnlySpan<double> GuessFloor => _guessFloor;

    /// <summary>Expected seconds for one answer: the authored expectation moved by the mean of timed answers.</summary>
    public ReadOnlySpan<double> Seconds => _seconds;

    /// <summary>By question; all zero where nothing was answered.</summary>
    public ReadOnlySpan<QuestionState> States => _states;

    /// <summary>
    /// Concepts that the question practises, by weight descending: the first one is its main concept.
    /// </summary>
    public ReadOnlySpan<int> ConceptsOf(int question) => _concepts[question];

    /// <summary>Weights in (0, 1] of <see cref="ConceptsOf"/>, in its order.</summary>
    public ReadOnlySpan<double> WeightsOf(int question) =>
        _weights.AsSpan(_concepts.Start(question), _concepts[question].Length);

    /// <summary>Questions that practise the concept with any weight, by difficulty ascending, then by index.</summary>
    public ReadOnlySpan<int> OfConcept(int concept) => _ofConcept[concept];

    /// <summary>
    /// Mean difficulty in logits of the concept's questions, by weight of their link; the concept's own if none.
    /// </summary>
    public double MeanDifficulty(int concept) => _meanDifficulty[concept];

    /// <summary>
    /// Authored share of wrong answers in logits, held inside [0.02, 0.98] so that evidence can still move it.
    /// </summary>
    public static double PriorDifficulty(double authored) => Probability.Logit(Math.Clamp(authored, 0.02, 0.98));

    /// <summary>Chance to be right without knowing.</summary>
    public static double GuessFloorOf(Question question) =>
        question.Type != QuestionType.MultipleChoice ? 0
        : question.Options.Count > 1 ? 1.0 / question.Options.Count
        : UnknownOptionsFloor;

    /// <summary>
    /// Seconds that an answer takes before any was timed: by type and difficulty, within the time limit.
    /// </summary>
    public static double PriorSeconds(Question question)
    {
        double typical = question.Type switch
        {
            QuestionType.MultipleChoice => 45,
            QuestionType.ShortAnswer or QuestionType.Numeric => 60,
            QuestionType.Coding => 480,
            _ => 600,
        };
        double seconds = typical * (0.6 + (0.8 * question.Difficulty));
        return question.TimeLimitSeconds is int limit ? Math.Min(seconds, limit) : seconds;
    }

    internal static QuestionTable Build(
        IReadOnlyList<Question> questions,
        IReadOnlyDictionary<ConceptId, int> conceptIndex,
        IReadOnlyDictionary<QuestionId, QuestionState> states,
        ReadOnlySpan<double> emptyConceptDifficulty)
    {
        int count = questions.Count;
        var links = new List<(int, int)>(count * 2);
        var weights = new List<double>(count * 2);
        double[] authored = new double[count], guess = new double[count], prior = new double[count];
        double[] seconds = new double[count];
        var own = new QuestionState[count];
        var row = new List<(double Weight, int Concept)>();
        for (int q = 0; q < count; q++)
        {
            var question = questions[q];
            row.Clear();
            foreach (var link in question.Concepts)
            {
                if (conceptIndex.TryGetValue(link.Concept, out int concept) && !row.Exists(r => r.Concept == concept))
                    row.Add((link.Weight, concept));
            }

            row.Sort((a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Concept.CompareTo(b.Concept));
            foreach (var (weight, concept) in row)
            {
                links.Add((q, concept));
                weights.Add(weight);
            }

            guess[q] = GuessFloorOf(question);
            prior[q] = PriorSeconds(question);
            own[q] = states.GetValueOrDefault(question.Id);
            authored[q] = PriorDifficulty(question.Difficulty);
            seconds[q] = Expected(prior[q], own[q]);
        }

        var concepts = CompressedRows.Build(count, links.ToArray());
        return new QuestionTable(
            guess, prior, concepts, [.. weights], concepts.Transposed(conceptIndex.Count), authored, seconds, own,
            emptyConceptDifficulty);
    }

    /// <summary>
    /// The same questions with some states replaced; costs a copy of the numbers and one sort per concept.
    /// </summary>
    internal QuestionTable With(
        IEnumerable<(int Question, QuestionState State)> changed, ReadOnlySpan<double> emptyConceptDifficulty)
    {
        double[] seconds = [.. _seconds];
        QuestionState[] states = [.. _states];
        foreach (var (q, state) in changed)
        {
            states[q] = state;
            seconds[q] = Expected(_priorSeconds[q], state);
        }

        return new QuestionTable(
            _guessFloor, _priorSeconds, _concepts, _weights, _ofConcept.Copy(), _authored, seconds, states,
            emptyConceptDifficulty);
    }

    private static double Expected(double prior, QuestionState state) =>
        ((SecondsPriorWeight * prior) + state.Seconds) / (SecondsPriorWeight + state.Timed);

    private double[] Difficulties()
    {
        double[] moved = new double[_ofConcept.Rows];
        int[] answered = new int[_ofConcept.Rows];
        for (int q = 0; q < _authored.Length; q++)
        {
            if (_states[q].Attempts == 0) continue;
            foreach (int concept in ConceptsOf(q))
            {
                moved[concept] += _states[q].Difficulty - _authored[q];
                answered[concept]++;
            }
        }

        double[] difficulty = new double[_authored.Length];
        for (int q = 0; q < difficulty.Length; q++)
        {
            double sum = 0, weight = AuthoredWeight;
            foreach (int concept in ConceptsOf(q)) (sum, weight) = (sum + moved[concept], weight + answered[concept]);
            difficulty[q] = _states[q].Attempts > 0 ? _states[q].Difficulty : _authored[q] + (sum / weight);
        }

        return difficulty;
    }

    private void SortByDifficulty()
    {
        for (int concept = 0; concept < _ofConcept.Rows; concept++)
        {
            var row = _ofConcept.Writable(concept);
            row.Sort((a, b) =>
                _difficulty[a] != _difficulty[b] ? _difficulty[a].CompareTo(_difficulty[b]) : a.CompareTo(b));
        }
    }

    private double[] MeanDifficulties(ReadOnlySpan<double> emptyConceptDifficulty)
    {
        double[] mean = new double[_ofConcept.Rows], weight = new double[_ofConcept.Rows];
        for (int q = 0; q < Count; q++)
        {
            var weights = WeightsOf(q);
            var concepts = ConceptsOf(q);
            for (int i = 0; i < concepts.Length; i++)
            {
                mean[concepts[i]] += weights[i] * _difficulty[q];
                weight[concepts[i]] += weights[i];
            }
        }

        for (int c = 0; c < mean.Length; c++) mean[c] = weight[c] > 0 ? mean[c] / weight[c] : emptyConceptDifficulty[c];
        return mean;
    }
}
