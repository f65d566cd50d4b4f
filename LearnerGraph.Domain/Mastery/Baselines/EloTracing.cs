using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery.Sequences;

namespace LearnerGraph.Domain.Mastery.Baselines;

/// <summary>
/// Elo with problem difficulty: p = σ(θ - d), θ the learner's rating and d the question's, both moved by a step
/// that shrinks with the answers seen, K = a / (1 + b n).
/// </summary>
/// <remarks>
/// R. Pelánek, "Applications of the Elo rating system in adaptive educational systems", Computers and Education 98
/// (2016). Steps a, b chosen on training learners of public data. See docs/algorithms/baselines.md.
/// </remarks>
public sealed class EloTracing : ISequenceModel
{
    private const double LearnerStep = 0.6, LearnerDamping = 0.05, QuestionStep = 1.0, QuestionDamping = 0.1;

    private double[] _difficulty = [];
    private int[] _seen = [];

    public void Fit(AnswerLog log, FitRun run)
    {
        _difficulty = new double[log.Vocabulary.Questions];
        _seen = new int[log.Vocabulary.Questions];
        for (int learner = 0; learner < log.Learners; learner++)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            Walk(log, learner, [], movesQuestions: true);
            run.Progress.Report((learner + 1.0) / log.Learners);
        }
    }

    public void Predict(AnswerLog log, int learner, Span<double> chances) =>
        Walk(log, learner, chances, movesQuestions: false);

    private void Walk(AnswerLog log, int learner, Span<double> chances, bool movesQuestions)
    {
        var (start, count) = log.RowsOf(learner);
        double rating = 0;
        for (int i = 0; i < count; i++)
        {
            int question = log.Questions.Span[start + i];
            double chance = Probability.Logistic(rating - _difficulty[question]);
            if (!chances.IsEmpty) chances[i] = chance;
            double surprise = (log.Correct.Span[start + i] ? 1 : 0) - chance;
            rating += LearnerStep / (1 + (LearnerDamping * i)) * surprise;
            if (!movesQuestions) continue;
            _difficulty[question] -= QuestionStep / (1 + (QuestionDamping * _seen[question]++)) * surprise;
        }
    }
}
