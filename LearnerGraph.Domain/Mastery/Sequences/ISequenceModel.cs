namespace LearnerGraph.Domain.Mastery.Sequences;

/// <summary>What a model may use besides the answers while it is fitted.</summary>
/// <param name="Seed">The same seed and log give the same model.</param>
/// <param name="Progress">Told shares of the work that are done, in [0, 1].</param>
public sealed record FitRun(ulong Seed, IProgress<double> Progress, CancellationToken Cancellation)
{
    /// <summary>A part of this run that reports its own progress as a span of the whole.</summary>
    public FitRun Part(double from, double to) => this with { Progress = new Span(Progress, from, to) };

    private sealed class Span(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (value * (to - from)));
    }
}

/// <summary>
/// A model of answers in sequence, as the evaluation compares them: fitted to some learners' answers, then asked for
/// others'. A prediction may use the learner's rows before it and what the row itself asks, never its answer.
/// </summary>
public interface ISequenceModel
{
    /// <summary>Learns from all rows of the log; called once, before any prediction.</summary>
    void Fit(AnswerLog log, FitRun run);

    /// <summary>The chance of a right answer for every row of one learner, each from the rows before it.</summary>
    /// <param name="log">In the vocabulary of the fitted one; may name questions that it did not.</param>
    /// <param name="chances">As long as the learner has rows; filled with values in (0, 1).</param>
    void Predict(AnswerLog log, int learner, Span<double> chances);
}

/// <summary>A model by the name it is asked for.</summary>
/// <param name="Create">A new one, not yet fitted.</param>
public sealed record SequenceModelKind(string Name, Func<ISequenceModel> Create);
