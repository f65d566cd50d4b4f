using LearnerGraph.Domain.Mastery.Sequences;

namespace LearnerGraph.Infrastructure.Learning.Dkt;

/// <summary>Deep knowledge tracing among the models that are compared.</summary>
internal sealed class DktTracing(DktOptions options) : ISequenceModel
{
    private DktServing? _serving;
    private QuestionDifficulties? _difficulties;

    public void Fit(AnswerLog log, FitRun run)
    {
        _difficulties = options.KnowsQuestions ? new QuestionDifficulties(log) : null;
        _serving = new DktServing(DktTrainer.Fit(log, _difficulties, run, options));
    }

    public void Predict(AnswerLog log, int learner, Span<double> chances)
    {
        var serving = _serving ?? throw new InvalidOperationException("The model is not fitted.");
        var state = serving.Begin();
        var (start, count) = log.RowsOf(learner);
        for (int i = 0; i < count; i++)
        {
            int skill = log.SkillSets.Span[start + i];
            float difficulty = _difficulties?.Of(log.Questions.Span[start + i], skill, without: -1) ?? 0;
            chances[i] = serving.Chance(state, skill, difficulty);
            serving.Answer(state, skill, log.Correct.Span[start + i], difficulty);
        }
    }
}
