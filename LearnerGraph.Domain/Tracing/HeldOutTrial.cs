using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Mastery;
using LearnerGraph.Domain.Practice;

namespace LearnerGraph.Domain.Tracing;

/// <summary>One answer of a recorded sequence.</summary>
/// <param name="AnsweredAt">Null where the record has no time; its order then counts alone.</param>
public readonly record struct TrialRow(
    QuestionId Question, bool Correct, DateTimeOffset? AnsweredAt = null, int HintsUsed = 0);

/// <summary>
/// How well the response model predicts learners it has never seen, by the code that production runs: some learners'
/// answers move the questions, then others' answers are predicted one by one, each before it is taken in.
/// </summary>
/// <remarks>
/// Answers of predicted learners move that learner's beliefs only and never a question, so the order in which learners
/// are predicted does not matter and no answer can leak. See docs/algorithms/mastery.md.
/// </remarks>
public sealed class HeldOutTrial(TracingRules rules, CatalogContent content)
{
    /// <summary>Learners between two looks at how far the authored scale is off.</summary>
    private const int RefreshEvery = 10;

    private readonly Dictionary<QuestionId, QuestionState> _questions = [];
    private readonly Dictionary<QuestionId, QuestionState> _moved = [];
    private CatalogSnapshot _catalog = CatalogSnapshot.Build(content);
    private int _trained;

    /// <summary>Lets a learner's answers, in order, move the questions.</summary>
    public void Train(Learner learner, IReadOnlyList<TrialRow> rows)
    {
        if (_trained++ % RefreshEvery == 0) Refresh();
        var fold = new LearnerFold(rules, _catalog, LearnerState.Empty, learner);
        foreach (var row in rows)
        {
            var (attempt, question, state) = Open(learner, fold, row);
            _moved[row.Question] = _questions[row.Question] = QuestionMoves.After(rules, state, attempt, question);
            fold.Add(attempt, question);
        }
    }

    /// <summary>Predicts a learner's answers, each from those before it.</summary>
    public void Predict(Learner learner, IReadOnlyList<TrialRow> rows, Span<double> predictions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(predictions.Length, rows.Count, nameof(predictions));
        Refresh();
        var fold = new LearnerFold(rules, _catalog, LearnerState.Empty, learner);
        for (int i = 0; i < rows.Count; i++)
        {
            var (attempt, question, state) = Open(learner, fold, rows[i]);
            predictions[i] = ResponseModel.Predict(
                new Ability(attempt.Footing.Ability, attempt.Footing.AbilityVariance),
                new Ability(state.Difficulty, state.Variance),
                QuestionTable.GuessFloorOf(question)).Probability;
            fold.Add(attempt, question);
        }
    }

    private (Attempt Attempt, Question Question, QuestionState State) Open(
        Learner learner, LearnerFold fold, in TrialRow row)
    {
        var question = _catalog.FindAny(row.Question)
            ?? throw new ArgumentException($"The content has no question {row.Question.Value}.", nameof(row));
        if (!_questions.TryGetValue(row.Question, out var state))
            state = QuestionPriors.Unanswered(rules.Model, _catalog, question);

        bool isDated = row.AnsweredAt is not null;
        var at = row.AnsweredAt ?? DateTimeOffset.UnixEpoch;
        var standing = fold.StandingFor(question, at, isDated);
        var attempt = new Attempt(
            default, 0, learner.Id, row.Question, default, at, Kernel.LocalDay.At(at, TimeZoneInfo.Utc), 0,
            row.HintsUsed, null, row.Correct, AttemptStatus.Accepted, false, state.Difficulty, isDated,
            Footing: new Footing(
                state.Variance, QuestionPriors.AverageDifficulty(_catalog, question), standing.Mean,
                standing.Variance));
        return (attempt, question, state);
    }

    private void Refresh()
    {
        if (_moved.Count == 0) return;

        _catalog = _catalog.WithStates(_moved);
        _moved.Clear();
    }
}
