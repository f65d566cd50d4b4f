using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Tests.Domain.Mastery.Sequences;

/// <summary>Made-up answers with known abilities and difficulties, for models of sequences.</summary>
internal static class SequenceWorld
{
    public static readonly FitRun Run = new(1, new Progress<double>(), CancellationToken.None);

    /// <summary>Learners who practise at random; each answer teaches a little.</summary>
    public static AnswerLog Log(
        AnswerVocabulary vocabulary, int learners, int answers, ulong seed, int questions = 40, int concepts = 5)
    {
        var random = new Prng(seed);
        var truth = new Prng(99);
        double[] difficulty = [.. Enumerable.Range(0, questions).Select(_ => truth.NextGaussian())];
        var rows = new List<(string, int, IReadOnlyList<LoggedAnswer>)>();
        for (int learner = 0; learner < learners; learner++)
        {
            double ability = random.NextGaussian();
            double[] gained = new double[concepts];
            var given = new List<LoggedAnswer>();
            for (int i = 0; i < answers; i++)
            {
                int question = random.NextInt(questions), concept = question % concepts;
                bool correct = random.NextDouble()
                    < Probability.Logistic(ability + gained[concept] - difficulty[question]);
                gained[concept] += 0.1;
                int set = vocabulary.SkillSet([$"s{concept}"]);
                given.Add(new LoggedAnswer(vocabulary.Question($"q{question}", set), set, correct, double.NaN, [i]));
            }

            rows.Add(($"{seed}-{learner}", 0, given));
        }

        return new AnswerLog(vocabulary, rows);
    }

    /// <summary>The same log with every answer of a learner from a row on turned round.</summary>
    public static AnswerLog Turned(AnswerLog log, int learner, int from) => new(
        log.Vocabulary,
        [
            .. Enumerable.Range(0, log.Learners).Select(one => (
                log.LearnerName(one), 0, (IReadOnlyList<LoggedAnswer>)
                [
                    .. Enumerable.Range(log.RowsOf(one).Start, log.RowsOf(one).Count).Select(row => new LoggedAnswer(
                        log.Questions.Span[row], log.SkillSets.Span[row],
                        log.Correct.Span[row] ^ (one == learner && row - log.RowsOf(one).Start >= from),
                        log.Seconds.Span[row], log.PlacesOf(row))),
                ])),
        ]);
}
