using LearnerGraph.Domain.Mastery.Sequences;

namespace LearnerGraph.Domain.Mastery.Baselines;

/// <summary>The five chances of Bayesian knowledge tracing for one skill set, each in (0, 1).</summary>
/// <param name="Known">Before the first answer.</param>
/// <param name="Learned">With each answer, where it was not known.</param>
/// <param name="Forgotten">With each answer, where it was known.</param>
/// <param name="Guess">Right without knowing.</param>
/// <param name="Slip">Wrong with knowing.</param>
public readonly record struct SkillChances(double Known, double Learned, double Forgotten, double Guess, double Slip);

/// <summary>
/// Bayesian knowledge tracing: a hidden state per skill set, known or not, learned and forgotten from answer to answer;
/// fitted by expectation and maximisation.
/// </summary>
/// <remarks>
/// A. Corbett, J. Anderson, "Knowledge tracing", UMUAI 4 (1994), with forgetting as M. Khajah, R. Lindsey, M. Mozer,
/// "How deep is knowledge tracing?", EDM 2016. Forward and backward passes over each learner's answers at the skill
/// set. The chances of all skill sets together count as a few answers at each, and are those of one without answers.
/// See docs/algorithms/baselines.md.
/// </remarks>
public sealed class BayesianTracing : ISequenceModel
{
    private const int Rounds = 60;
    private const double Least = 0.005, MostGuess = 0.5, MostSlip = 0.4;

    /// <summary>Expected events that the chances of all skill sets together weigh in one of them.</summary>
    private const double Trust = 10;

    private static readonly SkillChances Start = new(0.5, 0.1, 0.02, 0.2, 0.1);

    private SkillChances[] _skills = [];
    private SkillChances _all = Start;

    /// <summary>The fitted chances of a skill set; those of all together for one that was not seen.</summary>
    public SkillChances ChancesOf(int skillSet) => skillSet < _skills.Length ? _skills[skillSet] : _all;

    public void Fit(AnswerLog log, FitRun run)
    {
        var sequences = new List<bool[]>[log.Vocabulary.SkillSets];
        for (int i = 0; i < sequences.Length; i++) sequences[i] = [];
        for (int learner = 0; learner < log.Learners; learner++) Collect(log, learner, sequences);

        _all = Fitted([.. sequences.SelectMany(one => one)], Start, 1, run.Cancellation);
        _skills = new SkillChances[sequences.Length];
        for (int i = 0; i < sequences.Length; i++)
        {
            _skills[i] = sequences[i].Count > 0 ? Fitted(sequences[i], _all, Trust, run.Cancellation) : _all;
            run.Progress.Report((i + 1.0) / sequences.Length);
        }
    }

    public void Predict(AnswerLog log, int learner, Span<double> chances)
    {
        var known = new Dictionary<int, double>();
        var (start, count) = log.RowsOf(learner);
        for (int i = 0; i < count; i++)
        {
            int skillSet = log.SkillSets.Span[start + i];
            var skill = ChancesOf(skillSet);
            double now = known.TryGetValue(skillSet, out double before) ? before : skill.Known;
            chances[i] = Right(skill, now);
            known[skillSet] = Ahead(skill, Seen(skill, now, log.Correct.Span[start + i]));
        }
    }

    private static double Right(in SkillChances skill, double known) =>
        (known * (1 - skill.Slip)) + ((1 - known) * skill.Guess);

    private static double Seen(in SkillChances skill, double known, bool correct)
    {
        double right = Right(skill, known);
        return correct ? known * (1 - skill.Slip) / right : known * skill.Slip / (1 - right);
    }

    private static double Ahead(in SkillChances skill, double known) =>
        (known * (1 - skill.Forgotten)) + ((1 - known) * skill.Learned);

    private static void Collect(AnswerLog log, int learner, List<bool[]>[] sequences)
    {
        var (start, count) = log.RowsOf(learner);
        foreach (var rows in Enumerable.Range(start, count).GroupBy(row => log.SkillSets.Span[row]))
            sequences[rows.Key].Add([.. rows.Select(row => log.Correct.Span[row])]);
    }

    /// <param name="prior">Where the search starts, and what it is drawn to.</param>
    /// <param name="trust">As if the prior had been seen so many times.</param>
    private static SkillChances Fitted(
        List<bool[]> sequences, in SkillChances prior, double trust, CancellationToken ct)
    {
        var skill = prior;
        double[] gamma = new double[sequences.Max(sequence => sequence.Length)];
        for (int round = 0; round < Rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            var sums = default(Expected);
            foreach (bool[] sequence in sequences) sums.Add(skill, sequence, gamma);
            skill = sums.Maximised(prior, trust);
        }

        return skill;
    }

    /// <summary>What is expected of the hidden states, summed over sequences.</summary>
    private struct Expected
    {
        private double _sequences, _first, _learned, _unknown, _forgotten, _known;
        private double _guessed, _unknownAnswers, _slipped, _knownAnswers;

        /// <summary>One forward pass (chance known given answers so far), one backward (given all).</summary>
        public void Add(in SkillChances skill, bool[] answers, double[] filtered)
        {
            double known = skill.Known;
            for (int i = 0; i < answers.Length; i++)
            {
                filtered[i] = Seen(skill, known, answers[i]);
                known = Ahead(skill, filtered[i]);
            }

            double smoothed = filtered[answers.Length - 1];
            Count(answers[^1], smoothed);
            for (int i = answers.Length - 2; i >= 0; i--)
            {
                // Each of the four ways from here to the next answer gets its share of what is known of that one;
                // no chance is 0 or 1, so neither divisor is 0.
                double ahead = Ahead(skill, filtered[i]);
                double gained = (1 - filtered[i]) * skill.Learned / ahead * smoothed;
                double lost = filtered[i] * skill.Forgotten / (1 - ahead) * (1 - smoothed);
                double before = smoothed - gained + lost;
                _learned += gained;
                _unknown += 1 - before;
                _forgotten += lost;
                _known += before;
                smoothed = before;
                Count(answers[i], smoothed);
            }

            _sequences++;
            _first += smoothed;
        }

        /// <summary>The likeliest chances, with what they are drawn to.</summary>
        public readonly SkillChances Maximised(in SkillChances prior, double trust)
        {
            return new SkillChances(
                Share(_first, _sequences, prior.Known, 1 - Least),
                Share(_learned, _unknown, prior.Learned, 1 - Least),
                Share(_forgotten, _known, prior.Forgotten, 1 - Least),
                Share(_guessed, _unknownAnswers, prior.Guess, MostGuess),
                Share(_slipped, _knownAnswers, prior.Slip, MostSlip));

            double Share(double part, double whole, double expected, double most) =>
                Math.Clamp((part + (trust * expected)) / (whole + trust), Least, most);
        }

        private void Count(bool correct, double known)
        {
            _knownAnswers += known;
            _unknownAnswers += 1 - known;
            if (correct) _guessed += 1 - known;
            else _slipped += known;
        }
    }
}
