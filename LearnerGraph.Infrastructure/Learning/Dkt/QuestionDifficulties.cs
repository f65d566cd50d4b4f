using LearnerGraph.Domain.Mastery.Sequences;

namespace LearnerGraph.Infrastructure.Learning.Dkt;

/// <summary>
/// How hard questions are: the log odds of a wrong answer, drawn towards the rate of the skill by some pseudo-answers,
/// and given without the answers of a learner's own group, so that a row never tells its own outcome.
/// </summary>
internal sealed class QuestionDifficulties
{
    /// <summary>Groups of learners; those of one are not counted for its own rows.</summary>
    public const int Groups = 5;

    private const double PseudoAnswers = 5;

    private readonly double[] _wrong;
    private readonly int[] _asked;
    private readonly double[] _skillWrong;
    private readonly int[] _skillAsked;
    private readonly int _questions;
    private readonly int _skills;
    private readonly double _center;

    public QuestionDifficulties(AnswerLog log)
    {
        _questions = log.Vocabulary.Questions;
        _skills = log.Vocabulary.SkillSets;
        _wrong = new double[Groups * _questions];
        _asked = new int[Groups * _questions];
        _skillWrong = new double[Groups * _skills];
        _skillAsked = new int[Groups * _skills];
        double wrong = 0;
        for (int learner = 0; learner < log.Learners; learner++)
        {
            int group = learner % Groups;
            var (start, count) = log.RowsOf(learner);
            for (int row = start; row < start + count; row++)
            {
                int question = (group * _questions) + log.Questions.Span[row];
                int skill = (group * _skills) + log.SkillSets.Span[row];
                double miss = log.Correct.Span[row] ? 0 : 1;
                _wrong[question] += miss;
                _asked[question]++;
                _skillWrong[skill] += miss;
                _skillAsked[skill]++;
                wrong += miss;
            }
        }

        _center = LogOdds((wrong + 1) / (log.Rows + 2));
    }

    /// <summary>How hard a question is; 0 is the mean of all answers.</summary>
    /// <param name="without">The group that is not counted; -1 for none.</param>
    public float Of(int question, int skill, int without)
    {
        double overall = 1 / (1 + Math.Exp(-_center));
        var (skillWrong, skillAsked) = Sum(_skillWrong, _skillAsked, _skills, skill, without);
        double prior = (skillWrong + (PseudoAnswers * overall)) / (skillAsked + PseudoAnswers);
        var (wrong, asked) = Sum(_wrong, _asked, _questions, question, without);
        return (float)(LogOdds((wrong + (PseudoAnswers * prior)) / (asked + PseudoAnswers)) - _center);
    }

    private static (double Wrong, int Asked) Sum(double[] wrong, int[] asked, int stride, int at, int without)
    {
        double sum = 0;
        int count = 0;
        for (int group = 0; group < Groups && at < stride; group++)
        {
            if (group == without) continue;
            sum += wrong[(group * stride) + at];
            count += asked[(group * stride) + at];
        }

        return (sum, count);
    }

    private static double LogOdds(double p) => Math.Log(p / (1 - p));
}
