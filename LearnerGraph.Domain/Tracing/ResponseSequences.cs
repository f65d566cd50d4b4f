using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Mastery.Sequences;

namespace LearnerGraph.Domain.Tracing;

/// <summary>
/// The production response model in the evaluation: a <see cref="HeldOutTrial"/> over a log's learners.
/// </summary>
public sealed class ResponseSequences(TracingRules rules) : ISequenceModel
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private static readonly CourseId TheCourse = new(1);

    private HeldOutTrial? _trial;

    public void Fit(AnswerLog log, FitRun run)
    {
        var trial = new HeldOutTrial(rules, ContentOf(log.Vocabulary));
        for (int learner = 0; learner < log.Learners; learner++)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            trial.Train(LearnerOf(learner), RowsOf(log, learner));
            run.Progress.Report((learner + 1.0) / log.Learners);
        }

        _trial = trial;
    }

    public void Predict(AnswerLog log, int learner, Span<double> chances)
    {
        var trial = _trial ?? throw new InvalidOperationException("The model is not fitted.");
        trial.Predict(LearnerOf(learner), RowsOf(log, learner), chances);
    }

    /// <summary>The questions of a log as short answers of one course.</summary>
    internal static CatalogContent ContentOf(AnswerVocabulary vocabulary)
    {
        var concepts = Enumerable.Range(0, vocabulary.Concepts).Select(concept => new Concept(
            new ConceptId(concept + 1), TheCourse, $"c{concept}", $"c{concept}", null, [], 10, 0.5, 1));
        var questions = Enumerable.Range(0, vocabulary.Questions).Select(question => new Question(
            new QuestionId(question + 1), $"q{question}", "?", QuestionType.ShortAnswer,
            Array.ConvertAll(
                vocabulary.ConceptsOfQuestion(question).ToArray(),
                concept => new ConceptLink(new ConceptId(concept + 1), 1)),
            [], new AnswerKey(null, [], null), null, [], 0.5, null, 1));
        return new CatalogContent(
            1, [new Course(TheCourse, "log", "Log", 1)], [.. concepts], [.. questions], [],
            new Dictionary<QuestionId, QuestionState>());
    }

    private static Learner LearnerOf(int learner) => new(
        new LearnerId(learner + 1), TenantId.Default, $"l{learner}", $"l{learner}", null, "Etc/UTC",
        SkillLevel.Intermediate, 0.5, [], true, true, Start, null, 1);

    private static TrialRow[] RowsOf(AnswerLog log, int learner)
    {
        var (start, count) = log.RowsOf(learner);
        var rows = new TrialRow[count];
        for (int i = 0; i < count; i++)
        {
            double seconds = log.Seconds.Span[start + i];
            rows[i] = new TrialRow(
                new QuestionId(log.Questions.Span[start + i] + 1), log.Correct.Span[start + i],
                double.IsNaN(seconds) ? null : Start.AddSeconds(seconds));
        }

        return rows;
    }
}
