using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Mastery.Sequences;

/// <summary>
/// Several models in one: a logistic regression on their logits, so that a member that adds nothing gets no weight.
/// </summary>
/// <remarks>
/// Stacking (D. Wolpert, Neural Networks 5(2), 1992): members are fitted to three quarters of the learners, the weights
/// to what they say of the rest, and then the members again to all. Weights may differ between a learner's first and
/// later answers, and between questions seen often and seldom. See docs/algorithms/baselines.md.
/// </remarks>
public sealed class BlendedTracing(IReadOnlyList<SequenceModelKind> members) : ISequenceModel
{
    private const double HeldOutShare = 0.25;
    private const double Penalty = 3;

    /// <summary>A logit is multiplied with 1, how early the answer is, how seldom its question was seen.</summary>
    private const int Contexts = 3;

    private const int Recent = 3;

    private ISequenceModel[] _models = [];
    private double[] _weights = [];
    private int[] _seen = [];

    private int Columns => Contexts + Recent + (Contexts * members.Count);

    public void Fit(AnswerLog log, FitRun run)
    {
        bool[] isHeldOut = Split(log.Learners, run.Seed);
        var held = log.Where(learner => isHeldOut[learner]);
        var kept = log.Where(learner => !isHeldOut[learner]);
        FitMembers(kept, run, 0);
        var rows = new SparseRows();
        for (int learner = 0; learner < held.Learners; learner++) Describe(held, learner, rows);
        double[] penalty = new double[Columns];
        Array.Fill(penalty, Penalty);
        _weights = LogisticFit.Run(rows, held.Correct.Span, penalty, ct: run.Cancellation);
        FitMembers(log, run, 0.5);
    }

    public void Predict(AnswerLog log, int learner, Span<double> chances)
    {
        var rows = new SparseRows();
        Describe(log, learner, rows);
        for (int i = 0; i < chances.Length; i++) chances[i] = Probability.Logistic(rows.Dot(i, _weights));
    }

    private static bool[] Split(int learners, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, learners)];
        var random = new Prng(seed);
        random.Shuffle<int>(order);
        bool[] isHeldOut = new bool[learners];
        foreach (int learner in order.AsSpan(0, Math.Max(1, (int)(learners * HeldOutShare))))
            isHeldOut[learner] = true;
        return isHeldOut;
    }

    private void FitMembers(AnswerLog log, FitRun run, double from)
    {
        double share = 0.5 / members.Count;
        _models = new ISequenceModel[members.Count];
        for (int i = 0; i < _models.Length; i++)
        {
            _models[i] = members[i].Create();
            _models[i].Fit(log, run.Part(from + (i * share), from + ((i + 1) * share)));
        }

        _seen = new int[log.Vocabulary.Questions];
        foreach (int question in log.Questions.Span) _seen[question]++;
    }

    private void Describe(AnswerLog log, int learner, SparseRows rows)
    {
        var (start, count) = log.RowsOf(learner);
        double[][] chances = new double[_models.Length][];
        for (int i = 0; i < _models.Length; i++)
        {
            chances[i] = new double[count];
            _models[i].Predict(log, learner, chances[i]);
        }

        Span<double> contexts = stackalloc double[Contexts];
        for (int i = 0; i < count; i++)
        {
            contexts[0] = 1;
            contexts[1] = 1 / (1 + (i / 10.0));
            contexts[2] = 1 / (1 + (_seen[log.Questions.Span[start + i]] / 5.0));
            int column = 0;
            foreach (double context in contexts) rows.Add(column++, context);
            for (int back = 1; back <= Recent; back++)
                rows.Add(column++, i < back ? 0 : log.Correct.Span[start + i - back] ? 1 : -1);
            foreach (double[] chance in chances)
            {
                double logit = Probability.Logit(Math.Clamp(chance[i], 1e-6, 1 - 1e-6));
                foreach (double context in contexts) rows.Add(column++, context * logit);
            }

            rows.EndRow();
        }
    }
}
