using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Mastery.Baselines;

/// <summary>A logistic regression on what is asked and on counts of earlier answers, fitted once for all.</summary>
public abstract class LogisticTracing : ISequenceModel
{
    private double[] _weights = [];

    /// <summary>Columns for a vocabulary, and the penalty λ of each.</summary>
    protected abstract double[] PenaltyOf(AnswerVocabulary vocabulary);

    /// <summary>Puts an answer's features into the open row, from what is asked and earlier counts only.</summary>
    private protected abstract void Describe(
        SparseRows rows, AnswerVocabulary vocabulary, int question, int skillSet, PracticeCounts counts);

    public void Fit(AnswerLog log, FitRun run)
    {
        var rows = new SparseRows();
        for (int learner = 0; learner < log.Learners; learner++) Walk(log, learner, rows);
        _weights = LogisticFit.Run(
            rows, log.Correct.Span, PenaltyOf(log.Vocabulary), progress: run.Progress, ct: run.Cancellation);
    }

    public void Predict(AnswerLog log, int learner, Span<double> chances)
    {
        var rows = new SparseRows();
        Walk(log, learner, rows);
        for (int i = 0; i < chances.Length; i++) chances[i] = Probability.Logistic(rows.Dot(i, _weights));
    }

    private void Walk(AnswerLog log, int learner, SparseRows rows)
    {
        var vocabulary = log.Vocabulary;
        var counts = new PracticeCounts(vocabulary.Concepts);
        var (start, count) = log.RowsOf(learner);
        for (int row = start; row < start + count; row++)
        {
            int question = log.Questions.Span[row], skillSet = log.SkillSets.Span[row];
            Describe(rows, vocabulary, question, skillSet, counts);
            rows.EndRow();
            counts.Add(question, vocabulary.ConceptsOfSet(skillSet), log.Correct.Span[row]);
        }
    }
}

/// <summary>
/// Performance factors: σ(Σ_k β_k + γ_k s_k + ρ_k f_k) over the concepts, s and f the right and wrong answers so far.
/// </summary>
/// <remarks>P. Pavlik, H. Cen, K. Koedinger, "Performance Factors Analysis", AIED 2009.</remarks>
public sealed class PerformanceFactors : LogisticTracing
{
    private const double InterceptPenalty = 1e-6, ConceptPenalty = 0.1, SlopePenalty = 1;

    protected override double[] PenaltyOf(AnswerVocabulary vocabulary)
    {
        int concepts = vocabulary.Concepts;
        double[] penalty = new double[1 + (3 * concepts)];
        penalty[0] = InterceptPenalty;
        penalty.AsSpan(1, concepts).Fill(ConceptPenalty);
        penalty.AsSpan(1 + concepts).Fill(SlopePenalty);
        return penalty;
    }

    private protected override void Describe(
        SparseRows rows, AnswerVocabulary vocabulary, int question, int skillSet, PracticeCounts counts)
    {
        int concepts = vocabulary.Concepts;
        rows.Add(0);
        foreach (int concept in vocabulary.ConceptsOfSet(skillSet))
        {
            var (right, wrong) = counts.Of(concept);
            rows.Add(1 + concept);
            if (right > 0) rows.Add(1 + concepts + concept, right);
            if (wrong > 0) rows.Add(1 + (2 * concepts) + concept, wrong);
        }
    }
}

/// <summary>
/// The strongest of the simple ones: problem, skills, and counts with log growth by skill, by problem and in all.
/// </summary>
/// <remarks>
/// T. Gervet, K. Koedinger, J. Schneider, T. Mitchell, "When is deep learning the best approach to knowledge
/// tracing?", JEDM 12(3), 2020: Best-LR. Penalties chosen on training learners of public data.
/// </remarks>
public sealed class BestLogistic : LogisticTracing
{
    private const int Totals = 5;
    private const double GlobalPenalty = 1e-3, QuestionPenalty = 0.7, ConceptPenalty = 0.3, SlopePenalty = 2;

    protected override double[] PenaltyOf(AnswerVocabulary vocabulary)
    {
        int concepts = vocabulary.Concepts, questions = vocabulary.Questions;
        double[] penalty = new double[Totals + (3 * concepts) + questions];
        penalty.AsSpan(0, Totals).Fill(GlobalPenalty);
        penalty.AsSpan(Totals, concepts).Fill(ConceptPenalty);
        penalty.AsSpan(Totals + concepts, 2 * concepts).Fill(SlopePenalty);
        penalty.AsSpan(Totals + (3 * concepts)).Fill(QuestionPenalty);
        return penalty;
    }

    private protected override void Describe(
        SparseRows rows, AnswerVocabulary vocabulary, int question, int skillSet, PracticeCounts counts)
    {
        int concepts = vocabulary.Concepts;
        var same = counts.OfQuestion(question);
        rows.Add(0);
        rows.Add(1, Math.Log(1 + counts.Total.Right));
        rows.Add(2, Math.Log(1 + counts.Total.Wrong));
        if (same.Right > 0) rows.Add(3, Math.Log(1 + same.Right));
        if (same.Wrong > 0) rows.Add(4, Math.Log(1 + same.Wrong));
        foreach (int concept in vocabulary.ConceptsOfSet(skillSet))
        {
            var (right, wrong) = counts.Of(concept);
            rows.Add(Totals + concept);
            if (right > 0) rows.Add(Totals + concepts + concept, Math.Log(1 + right));
            if (wrong > 0) rows.Add(Totals + (2 * concepts) + concept, Math.Log(1 + wrong));
        }

        rows.Add(Totals + (3 * concepts) + question);
    }
}
