using LearnerGraph.Domain.Mastery.Sequences;

namespace LearnerGraph.Domain.Mastery.Baselines;

/// <summary>The four chances of Bayesian knowledge tracing for one skill set, each in (0, 1).</summary>
/// <param name="Known">Before the first answer.</param>
/// <param name="Learned">With each answer, where it was not known.</param>
/// <param name="Guess">Right without knowing.</param>
/// <param name="Slip">Wrong with knowing.</param>
public readonly record struct SkillChances(double Known, double Learned, double Guess, double Slip);

/// <summary>
/// Bayesian knowledge tracing: a hidden state per skill set, known or not, never forgotten; fitted by expectation and
/// maximisation.
/// </summary>
/// <remarks>
/// A. Corbett, J. Anderson, "Knowledge tracing", UMUAI 4 (1994). Forward and backward passes over each learner's
/// answers at the skill set. A skill set without answers is predicted with the chances of all of them together. See
/// docs/algorithms/baselines.md.
/// </remarks>
public sealed class BayesianTracing : ISequenceModel
{
    private const int Rounds = 60;
    private const double Least = 0.005, MostGuess = 0.5, MostSlip = 0.4;
    private static readonly SkillChances Start = new(0.5, 0.1, 0.2, 0.1);

    private SkillChances[] _skills = [];
    private SkillChances _all = Start;

    /// <summary>The fitted chances of a skill set; those of all together for one that was not seen.</summary>
    public SkillChances ChancesOf(int skillSet) => skillSet < _skills.Length ? _skills[skillSet] : _all;

    public void Fit(AnswerLog log, FitRun run)
    {
        var sequences = new List<bool[]>[log.Vocabulary.SkillSets];
        for (int i = 0; i < sequences.Length; i++) sequences[i] = [];
        for (int learner = 0; learner < log.Learners; learner++) Collect(log, learner, sequences);

        _all = Fitted([.. sequences.SelectMany(one => one)], Start, run.Cancellation);
        _skills = new SkillChances[sequences.Length];
        for (int i = 0; i < sequences.Length; i++)
        {
            _skills[i] = sequences[i].Count > 0 ? Fitted(sequences[i], Start, run.Cancellation) : _all;
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
            known[skillSet] = Next(skill, now, log.Correct.Span[start + i]);
        }
    }

    private static double Right(in SkillChances skill, double known) =>
        (known * (1 - skill.Slip)) + ((1 - known) * skill.Guess);

    private static double Next(in SkillChances skill, double known, bool correct)
    {
        double right = Right(skill, known);
        double after = correct ? known * (1 - skill.Slip) / right : known * skill.Slip / (1 - right);
        return after + ((1 - after) * skill.Learned);
    }

    private static void Collect(AnswerLog log, int learner, List<bool[]>[] sequences)
    {
        var (start, count) = log.RowsOf(learner);
        foreach (var rows in Enumerable.Range(start, count).GroupBy(row => log.SkillSets.Span[row]))
            sequences[rows.Key].Add([.. rows.Select(row => log.Correct.Span[row])]);
    }

    private static SkillChances Fitted(List<bool[]> sequences, SkillChances skill, CancellationToken ct)
    {
        double[] gamma = new double[sequences.Max(sequence => sequence.Length)];
        for (int round = 0; round < Rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            var sums = default(Expected);
            foreach (bool[] sequence in sequences) sums.Add(skill, sequence, gamma);
            skill = sums.Maximised();
        }

        return skill;
    }

    /// <summary>What is expected of the hidden states, summed over sequences.</summary>
    private struct Expected
    {
        private double _sequences, _first, _learned, _unknown, _guessed, _unknownAnswers, _slipped, _knownAnswers;

        /// <summary>One forward pass (chance known given answers so far), one backward (given all).</summary>
        public void Add(in SkillChances skill, bool[] answers, double[] filtered)
        {
            double known = skill.Known;
            for (int i = 0; i < answers.Length; i++)
            {
                double right = Right(skill, known);
                filtered[i] = answers[i] ? known * (1 - skill.Slip) / right : known * skill.Slip / (1 - right);
                known = filtered[i] + ((1 - filtered[i]) * skill.Learned);
            }

            double smoothed = filtered[answers.Length - 1];
            Count(answers[^1], smoothed);
            for (int i = answers.Length - 2; i >= 0; i--)
            {
                // Who knows after this answer knew before it or has just learned it: shares of what was expected.
                double ahead = filtered[i] + ((1 - filtered[i]) * skill.Learned);
                double stayed = ahead > 0 ? filtered[i] / ahead * smoothed : 0;
                double gained = smoothed - stayed;
                _learned += gained;
                _unknown += gained + (1 - smoothed);
                smoothed = stayed;
                Count(answers[i], smoothed);
            }

            _sequences++;
            _first += smoothed;
        }

        /// <summary>The likeliest chances, as if half an answer had gone each way.</summary>
        public readonly SkillChances Maximised() => new(
            Share(_first, _sequences, 1 - Least), Share(_learned, _unknown, 1 - Least),
            Share(_guessed, _unknownAnswers, MostGuess), Share(_slipped, _knownAnswers, MostSlip));

        private static double Share(double part, double whole, double most) =>
            Math.Clamp((part + 0.5) / (whole + 1), Least, most);

        private void Count(bool correct, double known)
        {
            _knownAnswers += known;
            _unknownAnswers += 1 - known;
            if (correct) _guessed += 1 - known;
            else _slipped += known;
        }
    }
}
